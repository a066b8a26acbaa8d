package text

import "strings"

// reasons are why two records may be one, as package match calls them: the
// reason, its English and its Bulgarian name.
const reasons = `
same_barcode|same barcode|еднакъв баркод
shared_barcode|same barcode as others|баркод, общ с други
same_code|same code|еднакъв код
shared_code|same code as others|код, общ с други
alike_code|similar code|подобен код
same_name|same name|еднакво име
alike_name|similar name|подобно име
same_price|same price|еднаква цена
other_barcode|BUT a barcode of another|НО с баркод на друг
other_code|BUT a code of another|НО с код на друг
other_name|BUT the name fits another better|НО името пасва повече на друг
different_barcodes|BUT different barcodes|НО различни баркодове
different_names|BUT different names|НО различни имена
running_number|BUT the code is a mere number|НО кодът е само число
`

// Reason is the name of a reason of package match. One that the catalogue does
// not know stays as it is.
func (l Language) Reason(reason string) string {
	if _, rest, ok := strings.Cut(reasons, "\n"+reason+"|"); ok && !strings.ContainsAny(reason, "|\n") {
		line, _, _ := strings.Cut(rest, "\n")
		english, bulgarian, _ := strings.Cut(line, "|")

		return l.pick([2]string{english, bulgarian})
	}

	return reason
}
