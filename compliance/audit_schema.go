package compliance

import _ "embed" // for the schema

//go:embed audit.xsd
var auditSchema string

// AuditSchema is the XML schema that files of [Books.WriteAuditFile] follow. It was
// written for this package from the field list of Наредба Н-18, Annex 38; it is not the
// one that the НАП publishes.
func AuditSchema() string { return auditSchema }
