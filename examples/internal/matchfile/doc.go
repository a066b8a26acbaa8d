// Package matchfile is the CSV in which a person looks proposed matches through:
// [Write] writes it, [Read] reads it back after it was edited.
//
// It is made for a Bulgarian Excel: UTF-8 with a byte order mark, semicolons,
// decimal commas; what a spreadsheet would take for a number, a date or a formula
// stands as ="0022". Read also takes commas and tabs, the code page 1251 of
// Excel's older CSV, and the heads of either language.
//
// Only the columns accept, both ids, the product's id and check are read back:
// whatever a spreadsheet makes of codes and prices on its way is no harm. Check
// stands for what the match looked like when it was proposed.
package matchfile
