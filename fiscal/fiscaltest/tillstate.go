package fiscaltest

import "slices"

// Receipts are all fiscal receipts on paper, the oldest first, without cancelled ones.
func (t *till) Receipts() []PrintedReceipt {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.receipts)
}

// Cancelled counts the receipts that were cancelled.
func (t *till) Cancelled() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cancelled
}

// LastDocument is the number of the last document, of any kind.
func (t *till) LastDocument() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.docs
}

// ReceiptOpen reports a fiscal receipt that was begun and not ended.
func (t *till) ReceiptOpen() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.open != nil
}

// ZReports counts the daily reports with zeroing.
func (t *till) ZReports() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.zReports
}

// TakePaper ends the paper.
func (t *till) TakePaper() { t.setPaper(false) }

// LoadPaper puts paper in.
func (t *till) LoadPaper() { t.setPaper(true) }

func (t *till) setPaper(there bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.noPaper = !there
}
