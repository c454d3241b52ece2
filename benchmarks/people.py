"""Invented people in ten scripts, as many as wanted and always the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sciattache.domain.directory.person import Person
from sciattache.store import capture
from sciattache.store.office import create


@dataclass(frozen=True)
class Script:
    """A script's given names, and the beginnings and ends that family names are made of."""

    country: str
    given: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    family_first: bool = False


def _script(country: str, given: str, begins: str, ends: str, *, first: bool = False) -> Script:
    parts = (tuple(words.split()) for words in (given, begins, ends))
    return Script(country, next(parts), next(parts), next(parts), first)


SCRIPTS = (
    _script(
        "GB",
        "John Joan Jo Joseph Josephine Mary Alice Robert Emma Olivia James Harriet Owen Siân Zoë",
        "Smith John Wal Whit Har Brook Stan Thorn Hather Ash Bex Carl Dun El Graf Hol Ken Lang Mor",
        "son ley ton ford worth field man well wood by ham stone bury croft den er field ward",
    ),
    _script(
        "FR",
        "José Élodie François Chloé Zoé Benoît Hélène Gaël Maël Inès Jérôme Noémie Anaïs Loïc",
        "Beau Mont Char Lef Gér Bou Dela Cha Roch Vill Grand Petit Saint Four Mar Per Ré Thé Val",
        "mont bert ier ard eau elle in on oux eux eville court champ pré ault et igny ac",
    ),
    _script(
        "PL",
        "Łukasz Zofia Wojciech Małgorzata Żaneta Jerzy Święto Agnieszka Michał Bożena Paweł Kinga",
        "Łódź Wiśn Kowal Zieliń Szym Wójc Kraw Grab Paw Mich Nowa Jabł Dąbr Król Wróbl Stęp Górs",
        "ski cka ewicz czyk owski iak ek owa ński orski ec ka arz nik owicz yński",
    ),
    _script(
        "RU",
        "Иван Мария Сергей Ольга Дмитрий Елена Алексей Наталья Фёдор Анна Юрий Светлана Пётр Яна",
        "Иван Петр Сидор Куз Смир Поп Вас Соко Мих Нов Фёд Мор Волк Алекс Лебед Сем Егор Пав",
        "ов ова нецов нова ин ина ский ская ёв ева енко ук чук ян ушкин ушкина овский",
    ),
    _script(
        "GR",
        "Γιώργος Μαρία Νίκος Ελένη Δημήτρης Κατερίνα Κώστας Σοφία Γιάννης Άννα Παύλος Ειρήνη",
        "Παπα Δημη Νικο Γεωργ Κωνστ Ιωάνν Βασι Χρισ Αθαν Θεοδ Καρα Μακρ Αντων Οικον Σταυ Αγγε",
        "δόπουλος τρίου λαΐδης ίου αντίνου άκης όπουλος λάκης ούδης ιάδης άς έας ώτης ούλης",
    ),
    _script(
        "EG",
        "محمد أحمد فاطمة عائشة علي حسن حسين مريم خديجة عمر يوسف إبراهيم زينب ليلى نور سلمى",
        "ال ابن عبد أبو بو ال آل بن",
        "رحمن كريم عزيز هاشمي قرشي مصري بغدادي حسيني زهراني عتيبي شمري دوسري فاسي تونسي نجار حداد",
    ),
    _script(
        "IL",
        "דוד שרה משה רחל יעקב לאה אברהם מרים יצחק נועה אורי תמר איתן יעל עומר מיכל",
        "בן בר כ ל מ פר גו ש רוז אד גר ויינ הר שט",
        "כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן שפירא נבאום לר ברג מן שטיין קין",
    ),
    _script(
        "CN",
        "小明 伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 小红 建国",
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹",
        "",
        first=True,
    ),
    _script(
        "JP",
        "太郎 花子 一郎 さくら 健太 美咲 翔太 陽菜 大輔 結衣 拓也 葵 直樹 真由美 ケン エミリ",
        "佐 鈴 高 田 渡 伊 山 中 小 加 吉 山 佐 松 井 木 林 斎 清 池",
        "藤 木 橋 中 辺 本 村 林 田 口 々木 上 水 川 島 原 野 崎 谷 沢",
        first=True,
    ),
    _script(
        "KR",
        "민준 서연 지훈 서현 현우 민서 예은 지우 준서 수빈 동현 지민 은지 성민 하은 영수 순자 철수",
        "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍 남궁 제갈",
        "",
        first=True,
    ),
    _script(
        "IN",
        "आदित्य प्रिया राहुल अनन्या विकास नेहा अमित पूजा संजय कविता रवि सुनीता अर्जुन दीपिका मोहन",
        "शर् वर् गु सिं कु पटे दे मिश् जो अग्र भा चौ राठ ठा मेह",
        "मा ह मार ल शी रा वाल टिया धरी ौर कुर ता रे प्ता साई",
    ),
    _script(
        "TH",
        "สมชาย สมหญิง สุดา ประเสริฐ มาลี วิชัย อรุณ กานดา ธนา พิมพ์ ชัยวัฒน์ นงลักษณ์ ศิริพร ณัฐ",
        "ศรี ทอง บุญ ชัย วงศ์ สุข แก้ว จันทร์ พงษ์ รัตน์ เจริญ มณี สม",
        "สุข ดี มา วัฒน์ ชัย งาม ศักดิ์ พันธ์ กุล ทอง สวัสดิ์ เจริญ",
    ),
)
CITIES = (
    "Paris",
    "Łódź",
    "Αθήνα",
    "القاهرة",
    "Tel Aviv",
    "北京",
    "東京",
    "서울",
    "दिल्ली",
    "กรุงเทพ",
)


@dataclass(frozen=True)
class Name:
    """One invented person's name and country."""

    given: str
    family: str
    country: str
    family_first: bool

    @property
    def typed(self) -> str:
        """The name as one would type it into a search box."""
        if self.family_first:
            return self.family + self.given
        return f"{self.given} {self.family}"


def names(seed: int = 1) -> Iterator[Name]:
    """Names without end: a third Latin, the rest over the other scripts."""
    dice = random.Random(seed)
    shares = [12, 8, 8, 6, 3, 8, 2, 12, 6, 5, 5, 3]
    while True:
        for script in dice.choices(SCRIPTS, shares, k=1000):
            family = dice.choice(script.begins) + (dice.choice(script.ends) if script.ends else "")
            if script.country in ("GB", "FR", "PL", "RU") and dice.random() < 0.3:
                family += dice.choice(("-", " ")) + dice.choice(script.begins)
            yield Name(dice.choice(script.given), family, script.country, script.family_first)


def seed(path: Path, many: int) -> None:
    """A new office at ``path`` with so many people, written in bulk with the triggers set aside."""
    office = create(path)
    try:
        with office.remember() as session:
            cursor: Any = session.connection().connection.cursor()
            capture.remove(cursor)
            write(cursor, many)
            capture.reindex(cursor)
    finally:
        office.close()


def write(cursor: Any, many: int) -> None:
    """Put so many people into the table of people, as they are stored."""
    rows = (_stored(number, name) for number, name in enumerate(islice(names(), many)))
    marks = ", ".join("?" * len(_COLUMNS))
    cursor.executemany(
        f"INSERT INTO {Person.type_name()} ({', '.join(_COLUMNS)}) VALUES ({marks})", rows
    )


_COLUMNS = ("id", "given_name", "family_name", "name_order", "country", "city", "emails")


def _stored(number: int, name: Name) -> tuple[str, ...]:
    mail = [{"value": f"person{number}@example.org", "label": "work"}]
    return (
        f"00000000-0000-4000-8000-{number:012d}",
        name.given,
        name.family,
        "family-first" if name.family_first else "given-first",
        name.country,
        CITIES[number % len(CITIES)],
        json.dumps(mail, separators=(",", ":")),
    )
