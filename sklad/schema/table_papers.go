package schema

// documents is table Documents: invoices and notes.
func documents() Table {
	return Table{
		Name: "Documents",
		Columns: []Column{
			identity(),
			whole("Acct").required(Open),
			text("InvoiceNumber", 255).required(Open),
			small("OperType").required(Open),
			day("InvoiceDate"),
			small("DocumentType"),
			day("ExternalInvoiceDate"),
			text("ExternalInvoiceNumber", 255),
			small("PaymentType"),
			text("Recipient", 255),
			text("EGN", 50).only(Pro),
			text("EGN", 255).only(Open),
			text("Provider", 255),
			day("TaxDate"),
			text("Reason", 255),
			text("Description", 255),
			text("Place", 255),
		},
		Unique: []Unique{{Columns: []string{"Acct", "InvoiceNumber", "OperType"}, Replace: true, Only: Open}},
		Indexes: []Index{
			pro("IX_Documents_Acct", "Acct"),
			pro("IX_Documents_InvoiceDate", "InvoiceDate"),
			pro("IX_Documents_InvoiceNumber", "InvoiceNumber"),
			pro("IX_Documents_Opertype", "OperType"),
			pro("IX_Documents_Recepient", "Recipient"), //nolint:misspell // the vendor's spelling
			open("Acct"),
			open("InvoiceNumber"),
			open("OperType"),
			open("Recipient"),
		},
	}
}

// ecrReceipts is table ECRReceipts: the log of fiscal devices; ReceiptType 8 is a unique sale number.
func ecrReceipts() Table {
	return Table{
		Name: "ECRReceipts",
		Columns: []Column{
			identity(),
			whole("OperType").required(Pro),
			whole("Acct").required(Pro),
			whole("ReceiptID").required(Pro),
			moment("ReceiptDate"),
			whole("ReceiptType").required(Pro),
			text("ECRID", 255),
			text("Description", 255),
			number("Total").with(""),
			whole("UserID").required(Pro),
			moment("UserRealTime"),
		},
		Indexes: []Index{
			pro("IX_ECRReceipts_ECRID", "ECRID"),
			pro("IX_ECRReceipts_Opertype", "OperType"),
			pro("IX_ECRReceipts_ReceiptID", "ReceiptID"),
			pro("IX_ECRReceipts_ReceiptType", "ReceiptType"),
			pro("IX_ECRReceipts_UserID", "UserID"),
			pro("IX_ECRReceipts_acct", "Acct"),
			open("OperType"),
			open("Acct"),
			open("ReceiptID"),
			open("ReceiptType"),
			open("ECRID"),
			open("UserID"),
		},
	}
}
