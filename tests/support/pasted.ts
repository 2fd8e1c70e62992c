/** What Word puts on the clipboard: conditional comments, lists as paragraphs with signs, o:p, spans in spans, NFD letters. */
export const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-parent:""; font-family:"Times New Roman",serif;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=VI style='tab-interval:.5in'><!--StartFragment-->
<h1 style='margin-top:12.0pt;mso-pagination:widow-orphan'><span style='font-size:16.0pt;mso-bidi-font-size:11.0pt'>${'Kế hoạch tiếp nhận'.normalize('NFD')}<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify'><span style='font-size:13.0pt'>Bộ phận <b style='mso-bidi-font-weight:normal'>một cửa</b>
làm việc <span style='font-style:italic'><span style='mso-fareast-font-family:Calibri'>cả thứ Bảy</span></span>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Khai sinh<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in;text-indent:-.25in;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><!--[endif]-->Trong hạn</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Kết hôn</p>
<p class=MsoNormal>Các bước:</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>Lấy số</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span>Nộp hồ sơ</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-table-layout-alt:fixed'><tr style='mso-yfti-irow:0'><td width=200 valign=top style='width:150pt'><p class=MsoNormal><b>Ngày<o:p></o:p></b></p></td><td width=200><p class=MsoNormal>Giờ<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>22/11</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
<p class=MsoNormal><a href="https://hanoi.gov.vn/ke-hoach" style='color:blue'><span style='mso-ansi-language:VI'>Kế hoạch</span></a> <a href="javascript:alert(1)" onclick="alert(1)">bấm</a><script>alert(1)</script><img src="file:///C:/anh.png" onerror="alert(1)"></p>
<!--EndFragment--></body></html>`;

/** What Google Docs puts there: everything within a bold that is none, weight as a number, a list beside its item. */
export const docsHtml = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Lịch làm việc</span></h2><p dir="ltr"><span style="font-weight:700">Thứ Bảy</span><span style="font-weight:400;font-style:italic"> buổi sáng</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Phường Ba Đình</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Tầng 1</span></p></li></ul></ul></b>`;
