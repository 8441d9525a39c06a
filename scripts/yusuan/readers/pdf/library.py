"""PDFium's functions, called with plain addresses: half again as fast as with typed pointers,
and an address tells whether two glyphs belong to one text object.

Only pypdfium2's bindings are used; nothing here knows where the library lies.
"""

import ctypes
from collections.abc import Callable
from ctypes import POINTER, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

Address = int
_ANY = c_void_p


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    prototype: Any = ctypes.CFUNCTYPE(result, *arguments)
    function: Callable[..., Any] = prototype(address)
    return function


_FLOATS = POINTER(c_float)
_UINTS = POINTER(c_uint)

count_chars = _function("FPDFText_CountChars", c_int, _ANY)
char_unicode = _function("FPDFText_GetUnicode", c_uint, _ANY, c_int)
char_generated = _function("FPDFText_IsGenerated", c_int, _ANY, c_int)
char_object = _function("FPDFText_GetTextObject", _ANY, _ANY, c_int)
char_box = _function("FPDFText_GetLooseCharBox", c_int, _ANY, c_int, POINTER(raw.FS_RECTF))
char_origin = _function(
    "FPDFText_GetCharOrigin", c_int, _ANY, c_int, POINTER(c_double), POINTER(c_double)
)
char_size = _function("FPDFText_GetFontSize", c_double, _ANY, c_int)
char_matrix = _function("FPDFText_GetMatrix", c_int, _ANY, c_int, POINTER(raw.FS_MATRIX))

page_object_count = _function("FPDFPage_CountObjects", c_int, _ANY)
page_object = _function("FPDFPage_GetObject", _ANY, _ANY, c_int)
form_object_count = _function("FPDFFormObj_CountObjects", c_int, _ANY)
form_object = _function("FPDFFormObj_GetObject", _ANY, _ANY, c_ulong)
object_type = _function("FPDFPageObj_GetType", c_int, _ANY)
object_matrix = _function("FPDFPageObj_GetMatrix", c_int, _ANY, POINTER(raw.FS_MATRIX))
object_bounds = _function("FPDFPageObj_GetBounds", c_int, _ANY, _FLOATS, _FLOATS, _FLOATS, _FLOATS)
stroke_color = _function("FPDFPageObj_GetStrokeColor", c_int, _ANY, _UINTS, _UINTS, _UINTS, _UINTS)
fill_color = _function("FPDFPageObj_GetFillColor", c_int, _ANY, _UINTS, _UINTS, _UINTS, _UINTS)
has_transparency = _function("FPDFPageObj_HasTransparency", c_int, _ANY)
render_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, _ANY)

draw_mode = _function("FPDFPath_GetDrawMode", c_int, _ANY, POINTER(c_int), POINTER(c_int))
segment_count = _function("FPDFPath_CountSegments", c_int, _ANY)
path_segment = _function("FPDFPath_GetPathSegment", _ANY, _ANY, c_int)
segment_type = _function("FPDFPathSegment_GetType", c_int, _ANY)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, _ANY, _FLOATS, _FLOATS)
segment_closes = _function("FPDFPathSegment_GetClose", c_int, _ANY)

clip_path = _function("FPDFPageObj_GetClipPath", _ANY, _ANY)
clip_count = _function("FPDFClipPath_CountPaths", c_int, _ANY)
clip_segment_count = _function("FPDFClipPath_CountPathSegments", c_int, _ANY, c_int)
clip_segment = _function("FPDFClipPath_GetPathSegment", _ANY, _ANY, c_int, c_int)


def address_of(handle: Any) -> Address:
    """The address behind a handle of pypdfium2 (a document, page or text page)."""
    return ctypes.cast(getattr(handle, "raw", handle), c_void_p).value or 0
