package fiscaltest

import "strings"

// openDatecsA: operator,password,till[,УНП].
func openDatecsA(_ islProtocol, data string) (opening, error) {
	f := strings.Split(data, ",")
	if len(f) != 3 && len(f) != 4 {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], password: f[1], noUSN: len(f) == 3}
	if !o.noUSN {
		o.usn = f[3]
	}
	return o, first(within(f[0], 16), allDigits(f[1], 4, 8), within(f[2], 99_999))
}

// stornoDatecsA: operator,password,till,<reason><number>,УНП,DDMMYYhhmmss,ФП[#text].
func stornoDatecsA(_ islProtocol, data string) (opening, error) {
	data, text, _ := strings.Cut(data, "#")
	f := strings.Split(data, ",")
	if len(f) != 7 || f[3] == "" || len([]rune(text)) > 30 {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], password: f[1], usn: f[4]}
	reason, err := reasonOf(f[3][:1], "E", "R", "T")
	if err != nil {
		return o, err
	}
	o.storno, err = origin(reason, f[3][1:], f[5], "020106150405", f[6])
	return o, first(err, within(f[0], 16), allDigits(f[1], 4, 8), within(f[2], 99_999))
}

// openDatecsB: operator,password,УНП,till, or operator,password,till.
func openDatecsB(_ islProtocol, data string) (opening, error) {
	f := strings.Split(data, ",")
	if len(f) != 3 && len(f) != 4 {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], password: f[1], noUSN: len(f) == 3}
	if !o.noUSN {
		o.usn = f[2]
	}
	return o, first(within(f[0], 30), allDigits(f[1], 1, 8), within(f[len(f)-1], 99_999))
}

// stornoDatecsB: operator,password,УНП,till,<reason>,number,DDMMYYhhmm[ss],ФП.
func stornoDatecsB(_ islProtocol, data string) (opening, error) {
	f := strings.Split(data, ",")
	if len(f) != 8 {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], password: f[1], usn: f[2], noUSN: f[2] == ""}
	reason, err := reasonOf(f[4], "0", "1", "2")
	if err != nil {
		return o, err
	}
	layout := "020106150405"
	if len(f[6]) == 10 {
		layout = "0201061504"
	}
	o.storno, err = origin(reason, f[5], f[6], layout, f[7])
	return o, first(err, within(f[0], 30), allDigits(f[1], 1, 8), within(f[3], 99_999))
}

// openDaisy: operator,password,УНП for a sale, and then a tab and
// R<reason>,number,DD-MM-YY hh:mm[:ss], a tab and the ФП for a storno. The УНП must be
// there.
func openDaisy(_ islProtocol, data string) (opening, error) {
	parts := strings.Split(data, "\t")
	f := strings.Split(parts[0], ",")
	if len(f) != 3 || len(parts) != 1 && len(parts) != 3 {
		return opening{}, object(badSyntax, "%d parts, %d tabs", len(f), len(parts)-1)
	}
	o := opening{operator: f[0], password: f[1], usn: f[2]}
	if err := first(within(f[0], 20), allDigits(f[1], 1, 6)); err != nil || len(parts) == 1 {
		return o, err
	}
	r := strings.Split(parts[1], ",")
	if len(r) != 3 || len(r[0]) != 2 || r[0][0] != 'R' {
		return o, object(badSyntax, "storno %q", parts[1])
	}
	reason, err := reasonOf(r[0][1:], "1", "0", "2")
	if err != nil {
		return o, err
	}
	layout := islClock
	if len(r[2]) == 14 {
		layout = "02-01-06 15:04"
	}
	o.storno, err = origin(reason, r[1], r[2], layout, parts[2])
	return o, err
}

// openEltrade: name,УНП for a sale, and then ,S,ФП,<reason>,number,YYYY-MM-DDThh:mm:ss
// for a storno.
func openEltrade(_ islProtocol, data string) (opening, error) {
	f := strings.Split(data, ",")
	if len(f) != 2 && len(f) != 7 || f[0] == "" {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], usn: f[1]}
	if len(f) == 2 {
		return o, nil
	}
	if f[2] != "S" {
		return o, object(badSyntax, "type %q", f[2])
	}
	reason, err := reasonOf(f[4], "O", "R", "T")
	if err != nil {
		return o, err
	}
	o.storno, err = origin(reason, f[5], f[6], clockLayout, f[3])
	return o, err
}

// openIncotex: operator,УНП,0 for a sale; operator,УНП,number,<reason><reason>0,
// dd-mm-yy hh:mm:ss,ФП for a storno, where an original without УНП has 0 in its place.
func openIncotex(_ islProtocol, data string) (opening, error) {
	f := strings.Split(data, ",")
	if len(f) != 3 && len(f) != 6 {
		return opening{}, object(badSyntax, "%d parts", len(f))
	}
	o := opening{operator: f[0], usn: f[1]}
	if err := within(f[0], 99); err != nil {
		return o, err
	}
	if len(f) == 3 {
		if f[2] != "0" {
			return o, object(badSyntax, "%q in place of 0", f[2])
		}
		return o, nil
	}
	o.noUSN = f[1] == "0"
	if len(f[3]) != 3 || f[3][0] != f[3][1] || f[3][2] != '0' {
		return o, object(badSyntax, "reason %q", f[3])
	}
	reason, err := reasonOf(f[3][:1], "R", "S", "V")
	if err != nil {
		return o, err
	}
	if o.noUSN {
		o.usn = ""
	}
	o.storno, err = origin(reason, f[2], f[4], islClock, f[5])
	return o, err
}
