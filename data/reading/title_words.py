"""Words that a title, a letterhead or a sheet's name may have and say nothing of its numbers by: plain, in phrases.

A phrase counts as a whole: «đo lường» is understood, «đo» alone is not. What stands in no phrase here, in no role, time
or unit, and in no name of the table is asked about.
"""

import re

# The name of a person, as it is written.
PERSON = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Đoàn|Trương)"
    r"(?: [A-ZĐÂÁÀẢÃẠĂÊÉÈÔÓÒƠƯÚÙÍÌÝ][^\W\d]*){1,3}(?: (?:nhập|lập|ký|gửi|tổng hợp|kiểm tra)\b)?"
)
_STATE = (
    "cong hoa xa hoi chu nghia viet nam|chxhcn viet nam|cong hoa|xa hoi chu nghia|viet nam|doc lap|tu do|"
    "hanh phuc|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|van phong|tinh uy|so nganh|cac so|"
    "bo khoa hoc va cong nghe|bo kh&cn|bkhcn|so khoa hoc va cong nghe|so khoa hoc cong nghe|so kh&cn|"
    "so kh va cn|"
    "so khcn|so kh-cn|skhcn|so kh cn|kh va cn|so|ban|nganh|chi cuc|cuc|tong cuc|uy ban|trung tam|tt|phong|vien|"
    "truong|hoi|lien hiep hoi|lien hiep cac hoi|to chuc|don vi|truc thuoc|thuoc|co quan|lanh dao|giam doc|"
    "pho giam doc|chu tich|truong phong|chi cuc truong|bo phan|tinh|thanh pho|tp"
)
_REPORT = (
    "bao cao|bc|bieu|bieu mau|bieu bao cao|mau|mau so|mau bieu|bieu so|phu luc|pl|phu bieu|bang|bang so|"
    "bang bieu|tong hop|thong ke|so lieu|dinh ky|hang quy|hang nam|hang thang|quy|nam|thang|ket qua|hoat dong|"
    "tinh hinh|thuc hien|trien khai|cong tac|nhiem vu|trong tam|linh vuc|tren dia ban|dia ban|chuyen nganh|"
    "danh sach|danh muc|chi tiet|cac|cac chi tieu|chi tieu|he thong|che do|quan ly nha nuoc|quan ly|nha nuoc|"
    "kem theo|ban hanh|dinh kem|kinh gui|noi nhan|noi gui|nguoi nhan|ve|ve viec|v/v|gui|cung cap|phuc vu|theo|"
    "tai|cua|cho|va|voi|den|trong|trang|to|tep|file|dung cho|ap dung cho|ap dung|chinh thuc|ky bao cao|"
    "ky thong ke|quy duong lich|duong lich|tinh trang|tinh den ngay|lich bao cao|han nop|ngay bao cao|"
    "ngay nhan|"
    "ngay gui|ngay lap|nguoi lap|nguoi lap bieu|nguoi tong hop|dien thoai|email|dia chi|website|so hieu|ma so|"
    "ma don vi|ten don vi|stt|luu y|ghi chu|nguon|thong tin|noi dung|loai|nhom|muc|cap tinh|cap bo|"
    "cap quoc gia|dia phuong|toan tinh|ca tinh|don vi bao cao|don vi nhan bao cao|"
    "don vi nhan|kinh te-xa hoi|kinh te xa hoi|cong bo|nghi quyet|thong tu|quyet dinh|cong van|chi thi|ke tu|"
    "huong dan|tong ket|so ket|tran trong|kinh chao|cam on|quy co quan|ban hanh tam thoi|"
    ""
    "xa hoi hoa|bo truong|chanh thanh tra|chanh van phong|thuong truc|uy ban mttq|ban bi thu|"
    "trung uong|cac cap|xem|bien ban|nguoi nhap|lap bieu|nguoi ky|ky ghi|ho ten|nguoi phu trach|chinh phu|"
    "thu tuong|"
    "quoc hoi|luat|phap luat|nghi dinh|de an|chi dao|y kien|tang cuong|nang cao|"
    "hieu qua|hieu luc|hoan thien|doi moi|phuong an|giai phap|thuong xuyen|giao ban|hop|tai lieu|ky hieu|"
    "ky hieu bieu|ky han|thoi ky|bieu nay|bieu nay gom|trang so|chu tri|phoi hop|phong chuyen mon|"
    "ke hoach-tai chinh|ke hoach tai chinh|phong ke hoach|thong tin chung|so thu tu|khac|chung|&|gom|"
    "kho|"
    "a4|a3|ngang|qtri|gui bo|bo|tu viet tat|hang muc|don vi quan ly|cap quan ly|trong nuoc|quoc te|nuoc ngoai|"
    "hop tac|kho giay|ban cung|ban dien tu|trich yeu|tac gia|phien ban|ma hoa|so bao cao|ngay ban hanh|"
    "bao cao so|trang tinh|du lieu|bang du lieu|bieu chi tiet|so tong hop|trinh|ky ten|dong dau|thuc trang|"
    "co so du lieu|csdl|quy phap|xay dung|to chuc|giai doan|hoan thanh|dat duoc|so sanh|thi dua|khen thuong|"
    "tien do|ngay|trinh tu|so theo doi|pham vi|thoi han|truoc ngay|don vi gui|so nguyen|tat ca|tat ca cac|kem|"
    "nguon so lieu|thu tuc|quy dinh|qd|tb|tbkl|cv|vb|tt-bkhcn|hanh chinh|nam bao cao|quy bao cao|mot so|"
    "chu yeu|tong quan"
)
_FIELD = (
    "khoa hoc va cong nghe|khoa hoc cong nghe|khoa hoc|cong nghe|kh&cn|khcn|kh-cn|kh cn|doi moi sang tao|dmst|"
    "chuyen doi so|khoi nghiep|sang tao|tieu chuan|do luong|chat luong|tieu chuan do luong chat luong|tdc|"
    "tcdlcl|"
    "tc-dl-cl|tc dl cl|tcvn|qcvn|quy chuan|ky thuat|hang hoa|san pham|cong bo hop quy|hop chuan|hop quy|"
    "nang suat|ma so ma vach|truy xuat nguon goc|so huu tri tue|so huu cong nghiep|shtt|shcn|nhan hieu|tap the|"
    "chung nhan|chi dan dia ly|cddl|sang che|giai phap huu ich|kieu dang|kieu dang cong nghiep|van bang|bao ho|"
    "don dang ky|dang ky|xac lap|quyen|thuc thi|phuong tien do|ptd|phuong tien|kiem dinh|hieu chuan|thu nghiem|"
    "kd|kd hc|&|khac|chung|bieu chung|chi tieu chung|kd/hc|phep do|chuan do luong|dao tao|tap huan|boi duong|"
    "hoi nghi|hoi thao|lop tap huan|lop dao tao|lop|khoa|nguon nhan luc|nhan luc|can bo|cong chuc|vien chuc|"
    "cb cc vc|cbcc|cbccvc|nguoi lao dong|doanh nghiep|dn|htx|hop tac xa|to hop tac|cong ty|hiep hoi|ung dung|"
    "tien bo|chuyen giao|nghien cuu|phat trien|ho tro|dich vu|thi truong|san giao dich|quan trac|"
    "tai san tri tue|"
    "tri tue|phat trien tai san tri tue|dia danh|lang nghe|ocop|san pham ocop|dac san|chu luc|san pham chu luc|"
    "xang dau|taximet|cong to|cot do|huyet ap ke|xuat khau|nhap khau|hang dong goi san|ghi nhan|"
    "nhan hang hoa|tbt|rao can ky thuat|nang suat chat luong|giai thuong chat luong|iso|haccp|vietgap|"
    "tieu chuan co so|tccs|thuc nghiem|thu vien|tap chi|ban tin|san xuat|kinh doanh|thuong mai|dien tu|"
    "buu chinh|"
    "vien thong|ha tang|so hoa|chinh quyen|an ninh mang|tan so|tri tue nhan tao|ttra|xphc|xac nhan|xa tri|"
    "xet nghiem|chan doan|hinh anh|cung cau|ket noi|cong nghe cao|nong nghiep|cong nghiep|"
    "cong nghe sinh hoc|nong lam ngu nghiep|an toan|buc xa|hat nhan|an toan buc xa|"
    "atbx|"
    "nguon phong xa|x quang|x-quang|thiet bi|thiet bi y te|giay phep|cap phep|thanh tra|kiem tra|"
    "thanh kiem tra|"
    "kiem soat|chuyen de|xu phat|vi pham|xu ly vi pham|vi pham hanh chinh|nhiem vu khoa hoc|de tai|du an|de an|"
    "chuong trinh|nhiem vu kh&cn|nghiem thu|hoi dong|tuyen chon|sang kien|giai thuong|tiem luc|ngan sach|"
    "kinh phi|chi ngan sach|tai chinh|dau tu|tthc|thu tuc hanh chinh|mot cua|dich vu cong|truc tuyen|"
    "giai quyet|"
    "tiep nhan|ho so|tra ket qua|chi so|nang luc|canh tranh|pii|cap giay|tu van|thong tin khoa hoc|mang luoi|"
    "ap dung"
)
_ENGLISH = (
    "socialist republic of vietnam|socialist republic of viet nam|independence|freedom|happiness|"
    "people s committee|the whole year|whole year|of the year|department of science and technology|"
    "ministry of science and technology|dost|most|department|province|city|report|reports|statistics|"
    "statistical|"
    "quarterly|form|table|summary|sheet|appendix|annex|list|page|science|technology|innovation|activities|"
    "activity|measurement|measuring instruments|calibration|verification|intellectual property|training|"
    "inspection|as it stands|statistical quarter|calendar quarter|calendar|jan|feb|mar|apr|jun|jul|aug|sep|oct|"
    "nov|dec|code|standards|quality|radiation safety|budget|tasks|data|viet nam|vietnam"
)
TITLE_WORDS = frozenset(word for part in (_STATE, _REPORT, _FIELD, _ENGLISH) for word in part.split("|"))
