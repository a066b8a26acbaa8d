// Package key makes the unique keys of the ledger's tables.
package key

import (
	"crypto/sha256"
	"encoding/hex"
)

// length is how much of the SHA-256 a key keeps: 160 bits never meet by
// chance, and 40 characters fit every server's index.
const length = 20

// Hash is hexadecimal of the first 20 bytes of SHA-256(kind ␀ shop ␀ id). No
// collation can merge two ids this way.
func Hash(kind, shop, id string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + shop + "\x00" + id))

	return hex.EncodeToString(sum[:length])
}

// The keys that package sklad itself writes.

// Document is the key of an external key in gomba_documents.
func Document(external string) string { return Hash("document", "", external) }

// USN is the key of an external key in gomba_usn.
func USN(external string) string { return Hash("usn", "", external) }

// Mark is the key of a name in gomba_marks.
func Mark(name string) string { return Hash("mark", "", name) }

// Floor is the name of the mark below which no УНП of a device is given.
func Floor(device string) string { return "usn_floor:" + device }
