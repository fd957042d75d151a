"""Make the corpus documents of the sample form with real producers: `python -m tests.make_corpus`.

They were made once and are kept: a producer writes its own version and the hour into its files, so a new run gives
other bytes. `corpus/SOURCES.toml` says what made each of them.
"""

import tempfile
from pathlib import Path

from tests.forms import CORPUS, sample
from tests.producers import chromium_pdf, libreoffice
from tests.rendering import STYLE, to_html

NAME = "huangpu-union-2021"
BEFORE = """<table class="menu"><tr><td>首页</td><td>机构概况</td><td>政务公开</td><td>办事服务</td></tr></table>
<p>您现在的位置：首页 &gt; 政务公开 &gt; 财政预决算</p>
"""
AFTER = """<p>打印　关闭</p>
<table class="links"><tr><td>网站地图</td><td>联系我们</td></tr><tr><td colspan="2">主办单位：某某网站</td></tr></table>
"""
SMALL = STYLE.replace("10pt", "9pt")


def main() -> None:
    """Write the page, the Word file and both PDFs into the corpus."""
    page = to_html(sample(), SMALL, around=(BEFORE, AFTER)).replace('charset="utf-8"', 'charset="gb2312"')
    (CORPUS / f"{NAME}.html").write_bytes(page.encode("gb18030"))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"{NAME}.html"
        plain.write_text(to_html(sample(), SMALL), "utf-8")
        word = libreoffice(plain, "docx:MS Word 2007 XML", Path(folder))
        (CORPUS / word.name).write_bytes(word.read_bytes())
        pdf = libreoffice(plain, "pdf:writer_pdf_Export", Path(folder))
        (CORPUS / f"{NAME}.libreoffice.pdf").write_bytes(pdf.read_bytes())
        chromium_pdf(plain, CORPUS / f"{NAME}.chromium.pdf")


if __name__ == "__main__":
    main()
