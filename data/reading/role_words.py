"""What numbers may be, by the words that say so beside them: patterns over plain text (`roles.plain`)."""

from enum import StrEnum

from data.model import Text


class FigureRole(StrEnum):
    """What numbers are, said beside them. The first two are those that a form asks for."""

    QUARTER = "quarter"
    TO_DATE = "to_date"
    PLAN = "plan"
    ESTIMATE = "estimate"
    EARLIER = "earlier"
    LATER = "later"
    SHARE = "share"
    GROWTH = "growth"
    PART = "part"
    AVERAGE = "average"
    UNDONE = "undone"
    ELSEWHERE = "elsewhere"
    ROUNDED = "rounded"
    REPLACED = "replaced"
    SAMPLE = "sample"
    COUNTED = "counted"


ROLE_LABELS: dict[FigureRole, Text] = {
    FigureRole.QUARTER: Text("số trong quý", "the quarter's figure"),
    FigureRole.TO_DATE: Text("số lũy kế", "a cumulative figure"),
    FigureRole.PLAN: Text("số kế hoạch", "a planned figure"),
    FigureRole.ESTIMATE: Text("số ước tính, dự kiến, chưa chính thức", "an estimate, or not final"),
    FigureRole.EARLIER: Text("số của kỳ trước", "a figure of an earlier period"),
    FigureRole.LATER: Text("số của kỳ sau", "a figure of a later period"),
    FigureRole.SHARE: Text("tỷ lệ", "a share"),
    FigureRole.GROWTH: Text("mức tăng, giảm", "a change"),
    FigureRole.PART: Text("một phần", "a part"),
    FigureRole.AVERAGE: Text("số bình quân", "an average"),
    FigureRole.ELSEWHERE: Text("số của nơi khác", "a figure of another place"),
    FigureRole.ROUNDED: Text("số đã làm tròn hoặc quy đổi", "a figure rounded or converted"),
    FigureRole.REPLACED: Text("số được thay bằng số khác", "a figure that another replaces"),
    FigureRole.SAMPLE: Text("số minh họa hoặc chạy thử", "a sample or trial figure"),
    FigureRole.COUNTED: Text(
        "số đã có ở một chỉ tiêu, một dòng khác", "a number that another figure or line has as well"
    ),
    FigureRole.UNDONE: Text("việc chưa làm, không đạt hoặc đã hủy", "what was not done, failed or was called off"),
}

# Work on figures that is not done yet: «đang tổng hợp», «chưa nhận được báo cáo», «mới thống kê được 80%».
_OF_FIGURES = (
    r"(?:cap nhat|tong hop|thong ke|ra soat|doi chieu|thu thap|kiem dem|xac minh|hoan thien so lieu|"
    r"cho (?:so|bao cao|ket qua|xac nhan|trung tam|don vi))"
)
_OF_WORK = r"(?: (?:ho so|nhiem vu|de tai|don|phan mem|danh muc|co so|thu tuc|van ban|quy trinh)\b)"
_UNDONE_FIGURES = (
    rf"dang (?:tiep tuc )?{_OF_FIGURES}(?!{_OF_WORK})|"
    r"chua (?:nhan(?: duoc)?|gui|nop)(?: ve)? (?:bao cao|so(?: lieu)?)(?!{of_work})|"
    r"(?<!khong co )(?<!khong con )(?:don vi|xa|phuong|huyen|trung tam|phong)(?: con)? chua (?:bao cao|gui|nop)|chua (?:thong ke|tong hop) (?:het|du|duoc)|"
    r"chua (?:trinh|ky)(?: ky| duyet)?(?= ?$)|(?:moi )?(?:tong hop|thong ke|thu thap|cap nhat)(?: duoc)? (?!100)\d+ ?%|"
    r"(?:noi|ngoai) suy|phong doan|gia su|so(?: lieu)? tu (?:tinh|uoc)|(?:bao cao|bc|so lieu|so) nhanh(?= ?$| quy| nam| thang)|"
    r"khong chinh thuc|nham (?:cot|dong|so|voi|sang|ky|quy)|truoc (?:khi )?(?:dieu chinh|ra soat|hieu chinh|tham dinh)|(?:^|ban |du thao )(?:lay|xin|gop) y kien|(?:so lieu|^ban) tham khao|^tai lieu tham khao(?= ?$)"
).replace("{of_work}", _OF_WORK)
# Another figure, or another line, as a note names it.
_CODED = r"(?:(?:chi tieu|ma|dong|muc|bieu)(?: so)? )*[a-z]{2}\d{2}(?![\w.])"
_ANOTHER_LINE = r"(?:dong|muc|chi tieu|bieu|phan) (?:so )?(?:tren|duoi|khac|[ivx\d]+)"
WORDS: dict[FigureRole, str] = {
    FigureRole.QUARTER: r"trong (?:quy|ky|thang)|(?:quy|ky) (?:nay|bao cao)|in the (?:quarter|period)|"
    r"this quarter|quarterly",
    FigureRole.TO_DATE: r"luy ke|lk|cong don|tu dau nam|tu dau nhiem ky|tu truoc den nay|year to date|ytd|"
    r"cumulative|so far|thuc hien (?:den het|nam(?! (?:\d|bao cao|nay|hoc|truoc|ngoai|ke hoach)))",
    FigureRole.PLAN: r"ke hoach(?: giao)?(?!(?: va| ?-)? ?(?:dau tu|tai chinh|tong hop))|k\. ?hoach|kh(?: giao)?(?![\w&-]| va cn)|"
    r"duoc giao(?! (?:nhiem vu|chu tri|quan ly))|(?:chi tieu|so|dinh muc) giao|chi tieu (?:nam|phan dau)|du toan|"
    r"^so (?:de nghi|de xuat)(?= ?$)|^(?:lay |so )?theo chi tieu(?: duoc giao)?(?= ?$)|^(?:so )?se (?:lam|thuc hien|to chuc|trien khai)|"
    r"(?<!chuong trinh )muc tieu|phan dau|du tru(?! luong| quoc gia)|(?:dang ky|de xuat) (?:chi tieu|ke hoach|mo lop|dau nam)|"
    r"(?:^|bang |bieu |danh sach |dang ky )nhu cau(?! cong nghe| doi moi| ket noi)|"
    r"^lich (?:kiem dinh|hieu chuan|tap huan|dao tao|mo lop|kiem tra|thanh tra)|planned|plan|targets?|budgeted",
    FigureRole.ESTIMATE: rf"{_UNDONE_FIGURES}|"
    + r"d\. ?kien|(?<!hon )(?<!vuot )(?<!nhu )(?<!dung )(?<!so voi )du kien|(?<!hiep )(?<!cong )(?<!quy )uoc(?: tinh| thuc hien| dat)?|uth|du tinh|"
    r"tam tinh|so bo|du bao|chua chinh thuc|du thao(?! (?:luat|nghi dinh|thong tu|nghi quyet|quyet dinh|quy chuan|tieu chuan|tcvn|qcvn))|ban nhap|chua (?:phe )?duyet|draft|"
    r"chua (?:chot|day du|du(?! dieu kien)|xac nhan|doi chieu|cap nhat|tong hop|kiem tra(?! duoc))|(?<!ho )so tam(?: thoi)?|"
    r"(?:ban|so lieu|bao cao|bc) tam(?: thoi)?(?! (?:ky|dao|nong|diep|duong|binh|quan)\b)|(?<!ban hanh )tam (?:thoi|bao cao|lay)|cho (?:xac nhan|doi chieu|(?:phe )?duyet|bo sung)|can (?:ra soat|xem lai|sua)|so sai|khong chac|chua chac|"
    r"ang chung|se (?:bo sung|cap nhat|dieu chinh)|(?:bo sung|cap nhat)(?: them)? sau|"
    r"(?:moi co|chua co|thieu|moi tinh)(?: so(?: lieu)?)?(?: cua)? (?:thang |t)\d+|"
    r"(?:thieu|chua co) (?:so lieu|bao cao)(?! thi\b)|thieu \d+|incomplete|unconfirmed|pending|not final|"
    r"estimated?|estimates?|expected|preliminary|provisional|forecast|projected",
    FigureRole.EARLIER: r"cung (?:ky|quy|thoi diem)|cung ki|ck|(?<!ho )so (?:lieu )?cu(?! the| dan| tri| tru)|(?:nam|quy|ky|thang) (?:truoc|ngoai|cu|lien ke)|"
    r"nam n ?- ?1(?!\d)|truoc sap nhap|dia gioi cu|(?:giu |lay )(?:y nguyen |nguyen |nhu )+(?:so )?(?:cua )?(?:nam|quy|ky|thang) (?:truoc|ngoai)|"
    r"(?:mau|bieu|cach tinh|dinh nghia|phuong phap) cu(?! the)|truoc hop nhat|(?:last|previous|prior) (?:year|quarter|period)|same (?:period|quarter)|year before",
    FigureRole.LATER: r"(?:nam|quy|ky|thang) (?:sau|toi|tiep theo|ke tiep)|next (?:year|quarter|period)",
    FigureRole.SHARE: r"ty le|ti le|ty trong|ti trong|co cau|ty suat|phan tram|share|per ?cent(?:age)?|ratio|rate|%",
    FigureRole.GROWTH: r"tang(?: truong)?(?! cuong)|giam|so voi|so sanh|toc do|chenh lech|bien dong|growth|change|"
    r"increase|decrease|compared|versus|vs",
    FigureRole.PART: r"rieng|chi tinh|(?:khong|chua) (?:ke|tinh(?! (?:vao|trung(?! tam))\b)|bao gom|gom)|ngoai tru|loai tru|tru|mot phan|only|"
    r"excluding|except|former|(?:so lieu|bao cao|bc|phan|danh sach|so) bo sung(?! vao| them vao| cho)|(?<!khong )phat sinh them|(?:moi (?:co|nhan|bao cao)|(?:moi )?tong hop|so lieu)(?: duoc| cua)? (?!(?P<all>\d+)/(?P=all)\b)\d+/\d+|"
    r"(?!(?P<whole>\d+)/(?P=whole)\b)\d+/\d+ (?:huyen|don vi|dia phuong)",
    FigureRole.AVERAGE: r"binh quan|trung binh|bq|tren (?:\d[\d.]*|mot)(?: nghin| van| trieu)? (?:dan|nguoi dan)|average|mean|(?!ngay|thang|tuan|quy|nam|ky)[a-z]+ ?/(?:thang|ngay|lop)(?! ?/)",
    FigureRole.ELSEWHERE: r"ca (?:2|hai|3|ba) tinh|^(?:so lieu |bieu |bao cao )?toan vung(?:$| (?:bac|trung|nam|dong|tay|mien|duyen hai)\b)|"
    r"^cum thi dua|^(?:khu vuc|vung) (?:bac|trung|nam|dong|tay|mien|duyen hai)\b|(?<!va )ngoai tinh|(?:tinh|dia phuong) khac|other provinces?|"
    r"(?:co )?(?:ca )?(?:lam )?(?:ho|cua|cho) tinh ban(?= ?$)|^so(?: lieu)? (?:cua )?(?:toan quoc|ca nuoc|ca vung)|^so(?: lieu)? cua (?:ca )?bo(?= ?$)",
    FigureRole.ROUNDED: r"(?:lam )?tron(?: so)?(?= ?$)|lam tron|quy doi|quy ve|rounded|converted",
    FigureRole.COUNTED: r"(?<!khong )(?<!chua )(?<!khong bi )(?:(?:trung|giong|nhu|bang)(?: lap)?(?: voi)?|"
    r"(?:da|cung) (?:duoc )?(?:bao(?: cao)?|ghi|ke khai|thong ke|tong hop|tinh|gop|cong) (?:chung )?(?:o|vao|tai|trong|cung|voi)|"
    r"(?:tinh|gop|cong) (?:chung |trung )?(?:vao|trong|cung|voi)|"
    rf"(?:bao )?gom ca|tinh ca|ke ca|cong ca)(?: (?:so|cua))* (?:{_CODED}|{_ANOTHER_LINE})|"
    r"(?:^|so )(?:co |bi |con )?trung(?: lap)?$|(?<!khong )trung(?: lap)? (?:voi )?(?:lop|dong|muc|hang)\b|(?:tinh|ghi|bao) o (?:dong|lop|muc) (?:tren|duoi)|(?<!khong )trung(?: lap)? voi (?:so|so lieu|danh sach|bieu|bao cao)\b|"
    r"nhan doi|tinh (?:2|hai) lan|chua (?:loai|tru)(?: tru)?(?: so)? trung|(?:tinh|ke) ca (?:luot|so) (?:lap|trung)",
    FigureRole.SAMPLE: r"(?:dien|chay|lam) thu(?! nghiem| vien| ngan| tuc| moi| phi)",
    FigureRole.REPLACED: r"(?:sua|dinh chinh|thay)(?: lai)? (?:thanh|bang|la) \d[\d.,]*|dinh chinh ?: ?\d[\d.,]*|(?:dung|phai) (?:ra )?la \d[\d.,]*|"
    r"\d[\d.,]* moi dung|so (?:dung|thay the)(?: la)? \d[\d.,]*",
    FigureRole.UNDONE: r"(?:chua|khong)(?: duoc| kip| the)? (?:to chuc|thuc hien|hoan thanh|trien khai|lam(?! ro\b| tron\b)|dat|cap|"
    r"cong nhan|kiem dinh|hieu chuan|nghiem thu|khai giang|dien ra|chap nhan)(?! (?:\d[\d,.]* ?% )?(?:ke hoach|kh|chi tieu|muc tieu)\b)|(?<!phat )(?<!chi )(?:bi |da )?huy(?: bo)?"
    r"(?! dong| hoai| chuong| hieu)|(?:bi|da|tam|lop) hoan(?! thanh| thien| toan)|hoan (?:lai|sang|den|qua thang|qua quy)|tam dung|"
    r"bi (?:thu hoi|tu choi|loai)|cancell?ed|postponed|not (?:held|done|completed|passed)|rejected|^(?:hoan|huy|chua)$|"
    r"^(?:bo|loai|xoa|gach|khong (?:tinh|lay|tong hop))(?: (?:bo|ra|di))?(?: (?:dong|lop|muc|hang|so))?(?: nay)?$|"
    r"^khong (?:tinh|dua|cong) vao (?:tong|so lieu|ket qua|bieu)|dang chuan bi|"
    r"^(?:lam |con )?chua xong(?= ?$)|^chuan bi (?:thuc hien|to chuc)|cho (?:kinh phi|khai giang|mo lop)",
}
