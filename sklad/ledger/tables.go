package ledger

import "github.com/skladmost/skladmost/sklad/schema"

// Tables describes the ledger's own tables for every engine. They stand beside
// the vendor's, none of which is altered.
//
// Ids of the shop are opaque bytes, so unique keys are hashes (see [KeyHash])
// and the readable id stands beside, unindexed. Moments are UTC in RFC 3339
// with nine digits of a second: as text they sort as they follow one another,
// and no server rounds them. Sums are decimals as text.
func Tables() []schema.Table {
	tables := []schema.Table{marks(), links(), orders(), documents(), usns(), receipts(), events()}
	for i := range tables {
		tables[i].Exact = true
	}
	return tables
}

// The widths of the columns, in characters. Keys stay within the 767 bytes of
// an index of MySQL 5.6.
const (
	hashLength   = 40
	shopLength   = 60
	wordLength   = 60
	idLength     = 190
	nameLength   = 190
	valueLength  = 255
	reasonLength = 255
	jobLength    = 255
	deviceLength = 20
	numberLength = 40
)

func id() schema.Column {
	return schema.Column{Name: "ID", Type: schema.Identity, NotNull: schema.Both}
}

func keyColumn(name string) schema.Column { return required(words(name, hashLength)) }

func words(name string, length int) schema.Column {
	return schema.Column{Name: name, Type: schema.Text, Length: length}
}

func required(c schema.Column) schema.Column {
	c.NotNull = schema.Both
	return c
}

func memo(name string) schema.Column   { return schema.Column{Name: name, Type: schema.Memo} }
func moment(name string) schema.Column { return words(name, 40) }
func sum(name string) schema.Column    { return words(name, 40) }
func whole(name string) schema.Column {
	return schema.Column{Name: name, Type: schema.Int, Default: "0"}
}

func unique(table, column string) schema.Unique {
	return schema.Unique{Name: table + "_" + column, Columns: []string{column}}
}

// marks are named values: watermarks, leases, the version, the floor of a
// device's numbers.
func marks() schema.Table {
	return schema.Table{
		Name: "gomba_marks",
		Columns: []schema.Column{
			keyColumn("KeyHash"), required(words("Name", nameLength)), words("Value", valueLength), moment("UpdatedAt"),
		},
		Key:     []string{"KeyHash"},
		Indexes: []schema.Index{{Name: "gomba_marks_name", Columns: []string{"Name"}}},
	}
}

// links are lasting pairs local id ↔ shop id. ListHash stands for shop and
// kind together, so that a listing walks one index.
func links() schema.Table {
	return schema.Table{
		Name: "gomba_links",
		Columns: []schema.Column{
			id(), keyColumn("KeyHash"), keyColumn("LocalHash"), keyColumn("ListHash"),
			words("Shop", shopLength), words("Kind", wordLength), whole("LocalID"), words("ShopID", idLength),
			words("ExternalID", idLength), words("ParentShopID", idLength), words("ParentExternalID", idLength),
			words("State", wordLength), words("Origin", wordLength), memo("Hashes"),
			moment("QuantityAt"), moment("SyncedAt"), moment("CreatedAt"),
		},
		Unique:  []schema.Unique{unique("gomba_links", "KeyHash"), unique("gomba_links", "LocalHash")},
		Indexes: []schema.Index{{Name: "gomba_links_list", Columns: []string{"ListHash", "LocalID"}}},
	}
}

// orders is every order ever seen.
func orders() schema.Table {
	return schema.Table{
		Name: "gomba_orders",
		Columns: []schema.Column{
			id(), keyColumn("KeyHash"), words("Shop", shopLength), words("OrderID", idLength), words("Number", idLength),
			words("State", wordLength), words("Status", idLength), words("Reason", reasonLength), memo("Problem"),
			whole("Attempts"), moment("NextTry"), words("Fingerprint", 64),
			moment("ShopCreatedAt"), moment("ShopUpdatedAt"), moment("FirstSeen"), moment("LastSeen"), moment("ClaimedAt"),
			whole("OperType"), whole("Acct"), words("USN", 21), sum("Total"), sum("DocumentTotal"), words("Currency", 10),
			memo("Original"), whole("AckOwed"), whole("ReceiptOwed"), whole("ReceiptUnknown"), whole("Paid"),
			moment("AckedAt"), moment("USNSentAt"), moment("ReceiptsSentAt"), memo("Note"),
		},
		Unique:  []schema.Unique{unique("gomba_orders", "KeyHash")},
		Indexes: []schema.Index{{Name: "gomba_orders_state", Columns: []string{"State", "ID"}}},
	}
}

// documents is which document an external key became; package sklad writes it.
func documents() schema.Table {
	return schema.Table{
		Name: "gomba_documents",
		Columns: []schema.Column{
			id(), keyColumn("KeyHash"), words("ExternalKey", jobLength), whole("OperType"), whole("Acct"), whole("ObjectID"),
			words("ContentHash", 64), sum("Total"), words("USN", 21), moment("CreatedAt"),
		},
		Unique: []schema.Unique{unique("gomba_documents", "KeyHash")},
	}
}

// usns is every number that was given out; package sklad writes it. None is
// ever deleted or given again (Наредба Н-18, Annex 29 item 18.5).
func usns() schema.Table {
	return schema.Table{
		Name: "gomba_usn",
		Columns: []schema.Column{
			id(), keyColumn("KeyHash"), words("ExternalKey", jobLength), words("Device", 8), words("Operator", 4), whole("Seq"),
			required(words("USN", 21)), keyColumn("DeviceSeq"), whole("OperType"), whole("Acct"), words("State", wordLength),
			moment("CreatedAt"),
		},
		Unique: []schema.Unique{
			unique("gomba_usn", "KeyHash"), unique("gomba_usn", "USN"), unique("gomba_usn", "DeviceSeq"),
		},
		Indexes: []schema.Index{{Name: "gomba_usn_series", Columns: []string{"Device", "Seq"}}},
	}
}

// receipts is what became of every print. Lane is the device's hash while a
// print is going on there and the job's own hash otherwise: being unique, it
// lets one print at a time use a device, also between processes.
func receipts() schema.Table {
	return schema.Table{
		Name: "gomba_receipts",
		Columns: []schema.Column{
			id(), keyColumn("KeyHash"), keyColumn("Lane"), words("Job", jobLength), words("Shop", shopLength), words("OrderID", idLength),
			words("USN", 21), words("Device", deviceLength), words("Kind", wordLength), words("State", wordLength),
			memo("Request"), memo("Anchor"), memo("Result"), words("Number", numberLength), moment("IssuedAt"), sum("Amount"),
			words("FiscalMemory", numberLength), memo("Warnings"), memo("Cause"), whole("Attempts"),
			moment("SentToShopAt"), moment("CreatedAt"), moment("UpdatedAt"),
		},
		Unique: []schema.Unique{unique("gomba_receipts", "KeyHash"), unique("gomba_receipts", "Lane")},
		Indexes: []schema.Index{
			{Name: "gomba_receipts_state", Columns: []string{"State", "Device"}},
			{Name: "gomba_receipts_order", Columns: []string{"OrderID"}},
		},
	}
}

// events is append-only: what happened to which record.
func events() schema.Table {
	return schema.Table{
		Name: "gomba_events",
		Columns: []schema.Column{
			id(), moment("At"), words("Shop", shopLength), words("Run", wordLength), words("Kind", wordLength),
			words("Record", idLength), keyColumn("RecordHash"), words("Code", wordLength), memo("Data"),
		},
		Indexes: []schema.Index{{Name: "gomba_events_record", Columns: []string{"RecordHash", "ID"}}},
	}
}
