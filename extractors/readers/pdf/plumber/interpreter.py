"""The operators of a content stream → calls of the recorder, with the clipping that the library leaves out."""

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

from extractors.readers.pdf.plumber.device import Recorder


class Interpreter(PDFPageInterpreter):
    """Follows the clipping of a content stream too."""

    def __init__(self, manager: PDFResourceManager, recorder: Recorder) -> None:
        super().__init__(manager, recorder)
        self.recorder = recorder
        self._clipping: object = None

    def do_W(self) -> None:  # noqa: N802 - named after the operator
        """Note that the path under construction is one to clip to."""
        self._clipping = self.curpath

    def do_W_a(self) -> None:  # noqa: N802 - as above
        """Note the same of a path with the even-odd rule."""
        self._clipping = self.curpath

    def do_n(self) -> None:
        """End a path that is not painted: clip to it if it is one to clip to."""
        if self._clipping is self.curpath:
            self.recorder.clip_to(self.curpath)
        super().do_n()

    def get_current_state(self) -> Any:  # noqa: ANN401 - the library keeps it and hands it back
        """Return the state that is saved, the clipping with it."""
        return super().get_current_state(), self.recorder.clip

    def set_current_state(self, state: Any) -> None:  # noqa: ANN401 - as above
        """Take up a state that was saved."""
        inner, self.recorder.clip = state
        super().set_current_state(inner)
