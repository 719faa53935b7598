/**
 * The first twelve people of every synthetic district: the same names and numbers whatever its size, seed and day, so
 * that README and tests may quote them. None of them exists: their sequence numbers (990–999) are kept for the cast.
 * What departments hold on them stands in `castRecords.ts`.
 */
export interface CastMember {
  name: string;
  idNumber: string;
  /** What looking this person up shows. */
  noteZh: string;
  noteEn: string;
}

export const cast: readonly CastMember[] = [
  {
    name: "陈静怡",
    idNumber: "120115199001019909",
    noteZh: "小学教师、注册志愿者，没有负面信息",
    noteEn: "A primary-school teacher and registered volunteer with a clean file: nothing adverse",
  },
  {
    name: "刘建国",
    idNumber: "120115197802029913",
    noteZh: "失信被执行人：被执行、限制消费、未清缴的欠税公告、拖欠工资，另有市场监管和安全生产处罚",
    noteEn:
      "A judgment defaulter: enforcement, restricted consumption, tax arrears, unpaid wages, penalties in market regulation and work safety",
  },
  {
    name: "赵海涛",
    idNumber: "120115198203039938",
    noteZh: "企业法定代表人，有许可和已履行的承诺，一条行政处罚正在异议之中",
    noteEn: "The legal representative of a company, with a licence and a commitment that he kept; his one penalty is disputed",
  },
  {
    name: "孙丽华",
    idNumber: "120115198704049923",
    noteZh: "执业药师，注册有效，办事走过绿色通道",
    noteEn: "A licensed pharmacist whose registration is valid; she has used the green channel",
  },
  {
    name: "周子涵",
    idNumber: "120115200505059950",
    noteZh: "成年学生：一项荣誉、一次考试舞弊处理，只有学校事由可以看到",
    noteEn: "An adult student: an honour and a case of cheating, open to purposes of schools only",
  },
  {
    name: "吴桂芳",
    idNumber: "12011519690606994X",
    noteZh: "全部信用记录的展示期限已满，任何查询都看不到",
    noteEn: "Display of every credit record has ended: no query shows any of them",
  },
  {
    name: "郑志强",
    idNumber: "120115197507079977",
    noteZh: "只有一条已封存的处罚：除特别授权外，与没有记录无异",
    noteEn: "One sealed penalty only: but for special scope it reads as no record at all",
  },
  {
    name: "李德福",
    idNumber: "120224195208089991",
    noteZh: "2001 年以前登记，号码以旧区划代码 120224 开头；退休的认证人员，公开表彰的“身边好人”",
    noteEn:
      "Registered before 2001, with the old division code 120224; a retired certification auditor, publicly honoured as a good neighbour",
  },
  {
    name: "迪丽娜尔·艾合买提",
    idNumber: "120115199309099968",
    noteZh: "姓名中有间隔号“·”（U+00B7）；税务师、会计人员、资产评估师",
    noteEn: "A name with the middle dot · (U+00B7); a tax adviser, accountant and appraiser",
  },
  {
    name: "冯𠮷安",
    idNumber: "120115198510109916",
    noteZh: "姓名中有四字节汉字“𠮷”（U+20BB7）；个体工商户经营者、货运驾驶员，一条已修复的处罚不再展示",
    noteEn:
      "A name with a character of four bytes, 𠮷 (U+20BB7); an individual trader and driver whose one penalty is repaired and no longer shown",
  },
  {
    name: "何晓雯",
    idNumber: "120115199811119987",
    noteZh: "除人口身份信息外，各部门都没有记录",
    noteEn: "No department holds a record, but for the identity itself",
  },
  {
    name: "马立峰",
    idNumber: "120115197312129954",
    noteZh: "30 个月前的重大税收违法，44 个月前未清缴的欠税公告（回溯期 36 个月的事由看不到后者）；另有会计、电商和交通违法",
    noteEn:
      "A major tax violation 30 months ago, and arrears announced 44 months ago that a look-back of 36 months does not reach; breaches in accounting, online trade and traffic",
  },
];
