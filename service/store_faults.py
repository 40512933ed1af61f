"""Why a store takes nothing in, in words: what was kept, and what is to be done."""

from data.model import Text
from data.storage import truth_file


class StoreFaultError(Exception):
    """Nothing of what was asked was kept, and everything acknowledged before still stands; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


DISK_FULL = Text(
    "Máy chủ đã hết chỗ lưu nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên và vẫn xem được. Hãy báo quản trị "
    "giải phóng chỗ lưu, rồi gửi lại; gửi lại cùng một tệp không tạo bản trùng.",
    "The server has no space left, so this was not taken in. All that was received before is safe and can be seen. Tell "
    "the administrator to free space, then send it again; the same file sent again is not kept twice.",
)
DISK_FAILS = Text(
    "Máy chủ chưa ghi được xuống đĩa nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên. Hệ thống tạm thời chỉ cho "
    "xem và tự nhận lại khi đĩa hoạt động; hãy báo quản trị rồi gửi lại sau, gửi lại cùng một tệp không tạo bản trùng.",
    "The server could not write to its disk, so this was not taken in. All that was received before is safe. For now the "
    "system can only be read; it takes figures again once the disk works. Tell the administrator and send it again "
    "later; the same file sent again is not kept twice.",
)
NOT_TAKEN_OVER = Text(
    "Máy chủ chưa ghi được kho của phiên bản trước sang dạng mới: đĩa đầy, lỗi hoặc chỉ đọc. Số liệu đã nhận vẫn nguyên và "
    "xem được; hệ thống chưa nhận thêm. Quản trị hãy giải phóng chỗ lưu hoặc chữa đĩa, rồi khởi động lại.",
    "The server could not write an earlier version's store in its new form: the disk is full, failing or read-only. What "
    "was received is safe and can be seen; nothing more is taken in. The administrator must free space or mend the disk, "
    "then start again.",
)
BUSY = Text(
    "Kho đang bận ghi việc khác nên chưa nhận được. Hãy gửi lại sau ít phút; gửi lại cùng một tệp không tạo bản trùng.",
    "The store is busy with others' entries, so this was not taken in. Send it again in a few minutes; the same file "
    "sent again is not kept twice.",
)
SHORT_OF_MEMORY = Text(
    "Máy chủ không đủ bộ nhớ cho tệp này nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên. Hãy gửi lại sau, hoặc "
    "chia tệp thành nhiều tệp nhỏ hơn.",
    "The server has not enough memory for this file, so it was not taken in. All that was received before is safe. Send "
    "it again later, or divide it into smaller files.",
)
DIFFERS = truth_file.unsafe(
    "Dòng {line} của sổ ghi không phải dòng đã được xác nhận trước đây: số liệu đã tính, dấu của kho hoặc bản sao lưu còn giữ "
    "dòng khác, hoặc giữ nhiều dòng hơn.",
    "Line {line} of the ledger is not the one that was acknowledged: the figures computed from it, the store's own "
    "mark or the last backup know another one, or more lines.",
)
