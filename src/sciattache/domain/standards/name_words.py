"""Words that tell which part of a name stands where: titles, particles, surnames of few forms."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Forms of address and titles before a name, folded, without dots and hyphens.
PREFIXES = _words(
    "mr mrs ms miss mx messrs dr drs dra prof profa professor professora doctor assoc asst assist",
    "he hh hm hrh hsh se sem sme exc excellency excellence excelencia exzellenz amb ambassador",
    "ambassadeur ambassadrice embajador embajadora embaixador embaixadora botschafter hon",
    "honourable honorable rt sir dame lord lady rev revd reverend fr father br mgr msgr monsignor",
    "bishop archbishop cardinal rabbi imam sheikh shaikh sheikha prince princess emir mme mlle",
    "monsieur madame mademoiselle sr sra srta senor senora senorita lic licda arq ing inga mtro",
    "mtra dipl diplom dipling dring drmed drrernat hc mult herr frau univprof ddr phdr mudr rndr",
    "judr sig signor signora sigra dott dottssa dssa avv gen general lt lieutenant col colonel",
    "capt captain cpt cdr cmdr commander adm admiral brig brigadier sgt sergeant minister",
    "ministro ministre senator senador president datuk dato datin dato' datu tuan haji hajj",
    "hajjah encik ustaz shri smt kum representative rep sen gov governor mayor judge justice",
    "councillor г-н гн г-жа гжа господин госпожа проф профессор др акад академик посол κος κα καθ",
    "دكتور دكتوره الدكتور الدكتوره السيد السيده الاستاذ معالي سعاده מר גב' דר' פרופ'",
)

# Words that begin a title only when a title follows: His Excellency, the Rt Hon, Tan Sri.
BEFORE_PREFIXES = _words(
    "his her their son su sua the right most very tan state vice deputy & and y et und e",
)
_AFTER_TAN = _words("sri seri")
COMPANIONS = PREFIXES | _AFTER_TAN

# Titles of one country, which elsewhere are names or initials.
_IBERIAN = "AR BO CL CO CR CU DO EC ES GQ GT HN IT MX NI PA PE PH PR PT PY SV UY VE BR"
PREFIXES_THERE = {
    "don": frozenset(_IBERIAN.split()),
    "dona": frozenset(_IBERIAN.split()),
    "dom": frozenset(("BR", "PT")),
    "on": frozenset(("IT",)),
    "ir": frozenset(("BE", "ID", "MY", "NL")),
    "mag": frozenset(("AT", "SI")),
    "di": frozenset(("AT",)),
    "eng": frozenset(("AO", "BR", "EG", "JO", "KW", "MZ", "OM", "PT", "SA")),
    "dna": frozenset(("ES",)),
    "d": frozenset(("ES",)),
    "bpk": frozenset(("ID",)),
    "ibu": frozenset(("ID",)),
    "pak": frozenset(("ID",)),
    "sultan": frozenset(("AE", "BN", "MY", "OM", "SA")),
    "khun": frozenset(("TH",)),
    "nai": frozenset(("TH",)),
    "nang": frozenset(("TH",)),
    "u": frozenset(("MM",)),
    "daw": frozenset(("MM",)),
    "tun": frozenset(("BN", "MY")),
    "brother": frozenset(("VA",)),
    "major": frozenset(("US", "GB", "NG", "PK", "IN")),
}

# The French M. is an initial everywhere else.
FRANCOPHONE = frozenset(
    "BE BF BI BJ CD CF CG CH CI CM DJ DZ FR GA GN GQ HT KM LU MA MC MG ML MR NE RW SC SN TD TG TN"
    " VU".split()
)

# What follows a name, folded, without dots. The second list needs a comma, a dot, or small letters
# around it: Jack MA has a family name.
SUFFIXES = _words(
    "jr jnr phd dphil edd md dds dvm dmd jd llb llm lld mba msc bsc mph mpp mphil meng rnp cpa",
    "pmp cfa cissp cbe obe mbe kbe dbe kcmg cmg gcmg kcb kcvo cvo lvo mep frs frse freng fmedsci",
    "frcp frcs osb ofm cssr retd bsn msn aia usn usaf usmc psyd msw lcsw rph mbchb frsc csc frcpc",
    "ceng esq esquire",
)
SUFFIXES_AFTER_COMMA = SUFFIXES | _words(
    "ma ba ms bs mpa rn pe sj op ret kt bt qc kc sc mp cb dsc cae junior senior sr aia sphr ap ea",
    "cfp clu crna do od np pa pt lpc pg cfm leed",
)
# Titles that are written with a dot after every letter; other dotted pairs are initials.
DOTTED_PREFIXES = _words("he se sem hh hm hrh hsh hc")

GENERATIONS = _words("jr jnr sr ii iii iv v vi vii viii 2nd 3rd 4th")

# Particles that bind to what follows them.
PARTICLES = _words(
    "van von vom der den de del della dello degli delle di da das dos du des la las los ten ter",
    "te 't zu zur zum af av al el abu abul abd abdul abdel abdal bin ibn bint binti ould st san",
    "santa santo le mc mac dal dalla de' بن ابن بنت ال ابو عبد בן בת אבו",
)

# Particles that are as often a name or an initial, and count only in small letters.
SMALL_PARTICLES = _words(
    "do ad as ash at az ul ur op und l d lo ben der zu 's het e y i o s/o a/l a/p",
)

# Particles that bind from the very beginning of a name: Abdul Rahman Khan.
FIRST_PARTICLES = _words("abd abdul abdel abdal abu abul عبد ابو")

FATHER_OF = _words("bin ibn bint binti bt ould s/o d/o a/l a/p")

# Between two halves of one family name: Ortega y Gasset, Costa e Silva.
CONJUNCTIONS = _words("y e i und")

COMPOUND_SURNAMES = _words(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯",
    "尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 皇甫 轩辕 軒轅 端木 百里 呼延 西门 西門 拓跋",
    "太史 澹台 澹臺 남궁 황보 제갈 사공 선우 서문 독고 동방",
)

NATIVE_HONORIFICS = (
    "先生 女士 小姐 教授 博士 院士 大使 部长 部長 主任 様 さま さん 殿 氏 선생님 선생 교수님 교수"
    " 박사님 박사 대사님 대사 님 씨"
).split()

# Family names of China, Taiwan, Hong Kong and Singapore as people write them in Latin letters.
CHINESE_SURNAMES = _words(
    "ang au aw bai bao bian bu cai cao cen chai chan chang chao chau che chee chen cheng cheong",
    "cheung chew chi chia chiang chien chin ching chiu cho choi chong chou chow choy chu chua",
    "chuang chui chun chung cui dai deng ding dong dou du duan fan fang fei feng foo fong fu fung",
    "gan gao geng goh gong gu guan guo gwee han hao he heng ho hon hong hou hsi hsiao hsieh hsu",
    "hu hua huang hui hung huo ip ji jia jian jiang jiao jin jing kan kang kao ke khoo khaw koh",
    "kong kou ku kuan kuo kwan kwok kwong lai lam lau law le lee lei leong leung lew li lian",
    "liang liao liew lim lin ling liu lo loh long loo low lu lui luk luo luan lum ma man mao mei",
    "meng miao mo mok mu neo ng ngai ni nie ning niu oh ong ooi ou ouyang pan pang pei peng ping",
    "poon pu qi qian qiao qin qiu qu quah quan que ren ruan shang shao shen sheng shi shih shu",
    "shum sim sima siu so soh song soo su sun sung sze szeto tai tam tan tang tao tay tee teh",
    "teng teo teoh tian tien ting tong toh tsai tsang tse tseng tso tsui tu tung wan wang wei wen",
    "weng wong woo wu xi xia xiang xiao xie xing xiong xu xue yam yan yang yao yap ye yee yen yeo",
    "yeung yew yi yin ying yip yiu you yu yuan yue yuen yun yung zeng zha zhai zhan zhang zhao",
    "zheng zhi zhong zhou zhu zhuang zhuge zong zou zuo",
)

KOREAN_SURNAMES = _words(
    "ahn an bae baek bahk bai baik ban bang bark bhang bong byeon byun cha chae chai chang cheon",
    "cheong chin cho choe choi chon chong chu chun chung do eom eun gang gil go goo gu gwak ha",
    "ham han heo hong huh hur hwang hyun im in jang jegal jeon jeong ji jin jo joo joung ju jun",
    "jung kang keum ki kil kim ko koh koo kook kwak kwon kye lee lim ma maeng meng min moon mun",
    "myung na nah nam namkung namgung no noh oh ok pae paek paik pak pan park pyo pyun rhee ri",
    "rim ro roh ryu ryoo seo seok seol seong shim shin sim sin so sohn son song suh suk sung tak",
    "uhm um wang wi won woo yang yeo yeon yeom yi yim yong yoo yoon yu yuk yun",
)

VIETNAMESE_SURNAMES = _words(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dao dinh doan lam mai",
    "truong trinh vuong cao chau chu ha kieu la luong luu ma nghiem ong phung quach ta tang thai",
    "than to ton tong trieu tu van vi lai dam diep giang au bach cu khuat khong lo mac phi quang",
    "quan",
)

CAMBODIAN_SURNAMES = _words(
    "hun sok chea heng keo kem khieu kong lim ly mao meas mok nhek noun nuth om ouk pen pich prak",
    "prum sam sar say seng sim sin som son suon tan tea tep ty ung vann yim mam mom chan chhay",
    "eang",
)

JAPANESE_SURNAMES = _words(
    "abe adachi akao akiyama amano ando aoki aoyama arai araki asai asano baba chiba doi endo",
    "fujii fujimoto fujita fujiwara fukuda fukui fukushima furukawa goto hamada hara harada",
    "hasegawa hashimoto hatoyama hattori hayashi higuchi hirano hirata hirose honda hori hoshino",
    "ichikawa ida igarashi iida ikeda imai imamura inoue ishibashi ishida ishihara ishii ishikawa",
    "ito iwasaki iwata kaneko kato kawaguchi kawai kawakami kawamura kawasaki kikuchi kimura",
    "kinoshita kishida kitamura kobayashi koga koike koizumi kojima komatsu kondo kono koyama",
    "kubo kubota kudo kumagai kuroda maeda maruyama masuda matsuda matsui matsumoto matsumura",
    "matsuo matsushita minami miura miyamoto miyazaki miyazawa mizuno mochizuki mori morita",
    "murakami murata nagai nagata naito nakagawa nakajima nakamura nakano nakayama nishida",
    "nishimura nishino noda noguchi nomura ochiai ogawa ohta oka okada okamoto okubo onishi ono",
    "ota otani otsuka oyama ozaki ozawa saito sakai sakamoto sakurai sano sasaki sato sawada",
    "shibata shimada shimizu shinohara sekiguchi suga sugawara sugimoto sugiyama suzuki tachibana",
    "takada takagi takahashi takano takashima takeda takeuchi tamura tanabe tanaka taniguchi",
    "terada tsuchiya tsuji tsukamoto uchida ueda ueno wada watanabe yagi yamada yamagata",
    "yamaguchi yamamoto yamanaka yamashita yamazaki yano yasuda yokoyama yoshida yoshikawa",
    "yoshimura yukawa",
)

# Given names that settle which end of a Hungarian name is which.
HUNGARIAN_GIVEN = _words(
    "adam agnes akos aladar albert alexandra andras andrea anna antal aron arpad attila balazs",
    "balint barbara bela bence beata boglarka botond brigitta csaba csilla daniel david denes",
    "dora edit endre emese eniko erika erno ervin erzsebet eszter eva ferenc gabor gabriella geza",
    "gergely gyongyi gyorgy gyula hajnalka ida ildiko ilona imre istvan ivan janos jeno jozsef",
    "judit julia kalman karoly katalin kinga kornel krisztina krisztian lajos laszlo levente",
    "lilla lorand magda margit maria mark marta marton mate matyas melinda mihaly miklos monika",
    "nandor nikolett noemi nora norbert orsolya otto pal peter piroska reka richard robert roland",
    "rudolf sandor sara szabolcs szilard szilvia tamas tibor timea tunde vera viktor viktoria",
    "vilmos zita zoltan zsofia zsolt zsuzsanna",
)

# Second given names that are not the first of two family names.
IBERIAN_GIVEN = _words(
    "adolfo agustin alberto alejandra alejandro alfonso alfredo alicia alvaro amalia ana andrea",
    "andres angel angela angeles antonia antonio armando arturo augusto aurelio aurora beatriz",
    "benito bernardo carlos carmen carolina catalina cecilia cesar claudia concepcion cristina",
    "cristobal daniel david diego dolores domingo eduardo elena elisa emilio enrique ernesto",
    "esteban esther eugenia eugenio eva fabian federico felipe felix fernanda fernando francisca",
    "francisco gabriel gabriela gerardo gilberto gloria gonzalo graciela guadalupe guillermo",
    "gustavo hector helena hugo humberto ignacio ines inacio isabel isidro ivan jaime javier",
    "jesus joao joaquin joaquim jorge jose josefa juan juana julia julian julio laura leonardo",
    "leticia lourdes lucia luis luisa luiz manuel manuela marcela marcelo marco marcos margarita",
    "maria mariano mario marta martha martin mauricio mercedes miguel monica natalia nicolas",
    "octavio olga oscar pablo patricia patricio paula paulo pedro pilar rafael ramiro ramon",
    "raquel raul ricardo roberto rocio rodolfo rodrigo rogelio rosa rosario ruben salvador",
    "santiago sara sebastian sergio silvia sofia sonia susana teresa tomas veronica vicente",
    "victor victoria virginia walter",
)

SPANISH_SPEAKING = frozenset(
    "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split()
)
PORTUGUESE_SPEAKING = frozenset("AO BR CV GW MZ PT ST TL".split())
ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
RUSSIAN_CUSTOM = frozenset("AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ".split())

# Where people are known by the given name, and the father's name follows.
FATHERS_NAME = frozenset("ER ET IS".split())

# Where many have no family name, and a title goes with the given name.
WITHOUT_FAMILY = frozenset("BT ER ET ID IS MM TH".split())

CHINESE_CUSTOM = frozenset("CN HK MO SG TW MY".split())
