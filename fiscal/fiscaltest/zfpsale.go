package fiscaltest

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// admit checks operator and password; a short password may be padded.
func (d *ZFP) admit(operator, password string) error {
	if err := within(operator, 20); err != nil {
		return err
	}
	if strings.TrimRight(password, " ") != d.password || len(password) > 6 {
		return object(wrongPassword, "wrong password")
	}
	return nil
}

// zfpUSN is the form of an УНП: letters of both cases.
func zfpUSN(text string) error {
	if !regexp.MustCompile(`^[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[0-9]{7}$`).MatchString(text) {
		return object(badSyntax, "УНП %q", text)
	}
	return nil
}

// opened: operator;password;format;VAT;how to print[$УНП] for a sale, and
// operator;password;format;VAT;how;reason;number;DD-MM-YY HH:MM:SS;ФП[;УНП] for a storno.
func (d *ZFP) opened(data string) error {
	f := strings.Split(data, ";")
	if len(f) < 5 || strings.Trim(f[2]+f[3], "01") != "" || len(f[2]) != 1 || len(f[3]) != 1 {
		return object(badSyntax, "%d fields", len(f))
	}
	if err := d.admit(f[0], f[1]); err != nil {
		return err
	}
	fresh := ticket{operator: f[0]}
	var err error
	if len(f) == 5 {
		how, usn, given := strings.Cut(f[4], "$")
		if how != "0" && how != "2" && how != "4" {
			return object(badSyntax, "how to print: %q", how)
		}
		if given {
			fresh.usn, err = usn, zfpUSN(usn)
		}
	} else {
		fresh.usn, fresh.storno, err = zfpStorno(f)
	}
	if err != nil {
		return err
	}
	d.outage = false
	return d.begin(fresh)
}

func zfpStorno(f []string) (string, *original, error) {
	if len(f) != 9 && len(f) != 10 || f[4] != "@" && f[4] != "B" && f[4] != "D" {
		return "", nil, object(badSyntax, "%d fields, how to print %q", len(f), f[4])
	}
	reason, err := reasonOf(f[5], "0", "1", "2")
	if err != nil {
		return "", nil, err
	}
	if len(f[6]) > 6 {
		return "", nil, object(badSyntax, "number %q", f[6])
	}
	from, err := origin(reason, f[6], f[7], islClock, f[8])
	if err != nil || len(f) == 9 {
		return "", from, err
	}
	return f[9], from, zfpUSN(f[9])
}

// nameLength is what a name is padded to; 34 of it are printed.
const nameLength = 36

// sold: 36 characters of name;group;price[*quantity][,percent][:amount].
func (d *ZFP) sold(data string) error {
	text, group, rest, err := zfpName(data)
	if err != nil {
		return err
	}
	n, err := islProtocol{}.groupOf(group)
	if err != nil {
		return err
	}
	return d.register(sale{text: text, group: n}, rest)
}

// soldByDepartment has 80H + department in place of the group; its group is Б.
func (d *ZFP) soldByDepartment(data string) error {
	text, dept, rest, err := zfpName(data)
	if err != nil {
		return err
	}
	b, known := charmap.Windows1251.EncodeRune(dept)
	if !known || b < 0x81 || b > 0x93 {
		return object(badSyntax, "department %q", dept)
	}
	rest, letter, own := strings.Cut(rest, "!")
	group := 2
	if own {
		if group, err = (islProtocol{}).groupOf(append([]rune(letter), ' ')[0]); err != nil {
			return err
		}
	}
	return d.register(sale{text: text, group: group}, rest)
}

// zfpName splits the fixed name and the one character behind it off.
func zfpName(data string) (string, rune, string, error) {
	runes := []rune(data)
	if len(runes) < nameLength+4 || runes[nameLength] != ';' || runes[nameLength+2] != ';' {
		return "", 0, "", object(badSyntax, "the name is not %d characters", nameLength)
	}
	text := strings.ReplaceAll(strings.TrimRight(string(runes[:nameLength]), " "), "|", "\n")
	return text, runes[nameLength+1], string(runes[nameLength+3:]), nil
}

// register reads price, quantity and change.
func (d *ZFP) register(s sale, text string) error {
	price, quantity, change := splitSale(text)
	if at := strings.IndexByte(price, ':'); at >= 0 {
		price, change = price[:at], price[at:]
	}
	if at := strings.IndexByte(quantity, ':'); at >= 0 {
		quantity, change = quantity[:at], quantity[at:]
	}
	value, err := zfpNumber(price, 10, 2)
	if err != nil {
		return err
	}
	s.price, s.void, s.quantity, s.exact = max(value, -value), value < 0, 1000, true
	if quantity != "" {
		if s.quantity, err = zfpNumber(quantity, 10, 3); err != nil {
			return err
		}
	}
	if s.percent, s.amount, err = zfpChange(change); err != nil {
		return err
	}
	if s.void && change != "" {
		return object(badSyntax, "a correction has no discount of its own")
	}
	s.text = cutText(s.text, d.limits.nameMax)
	return d.sell(s)
}

// zfpChange reads ",percent" or ":amount".
func zfpChange(text string) (percent, amount thousandths, err error) {
	switch {
	case text == "":
		return 0, 0, nil
	case text[0] == ',':
		percent, err = zfpNumber(strings.TrimSuffix(text[1:], "%"), 7, 2)
		if err == nil && (percent < -99_990 || percent > 99_990) {
			err = object(badSyntax, "%s %%", text[1:])
		}
		return percent, 0, err
	case text[0] == ':':
		amount, err = zfpNumber(text[1:], 8, 2)
		return 0, amount, err
	}
	return 0, 0, object(badSyntax, "%q is no change", text)
}

// zfpNumber has at most length symbols, with +, - or a space before.
func zfpNumber(text string, length, places int) (thousandths, error) {
	if len(text) > length {
		return 0, object(badSyntax, "%q has more than %d symbols", text, length)
	}
	return number(strings.TrimPrefix(text, " "), places, "+-")
}

// subtotal: print;display[:amount][,percent]. An amount is allowed only when all sales
// belong to one group.
func (d *ZFP) subtotal(data string) (string, error) {
	if len(data) < 3 || data[1] != ';' || strings.Trim(data[:1]+data[2:3], "01") != "" {
		return "", object(badSyntax, "print;display is %q", data)
	}
	percent, amount, err := zfpChange(data[3:])
	if err != nil {
		return "", err
	}
	if d.failed {
		return "", object(powerFailed, "the power failed in an open receipt")
	}
	if amount != 0 && d.open != nil {
		groups := 0
		for _, sum := range d.open.groups {
			if sum != 0 {
				groups++
			}
		}
		if groups > 1 {
			return "", object(notAllowed, "an amount off %s groups", strconv.Itoa(groups))
		}
	}
	if err := d.modify(percent, amount); err != nil {
		return "", err
	}
	return d.open.total().money(), nil
}
