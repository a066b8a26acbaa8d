package text

// Problems and warnings of an order's money.
const (
	// OrderTotal is a document that does not come to the shop's total:
	// document, shop.
	OrderTotal Code = "order_total"
	// LineTotal is a line whose total no price without VAT comes to: item,
	// quantity, total.
	LineTotal Code = "line_total"
	// OrderInvariant is an amount of the order that contradicts its others:
	// field, shop, computed.
	OrderInvariant Code = "order_invariant"
	// OrderCurrency is an order in a currency that is not converted: currency,
	// base.
	OrderCurrency Code = "order_currency"
	// OrderEmpty is an order without a line for the document.
	OrderEmpty Code = "order_empty"
	// TotalAdjusted warns that a difference of the shop's own sums went onto
	// the largest line: difference, line.
	TotalAdjusted Code = "total_adjusted"
	// DiscountOverflow warns that a discount was larger than what it applies
	// to: code, amount, used.
	DiscountOverflow Code = "discount_overflow"
	// VATRateDiffers warns that shop and good have different VAT rates: item,
	// shop, good.
	VATRateDiffers Code = "vat_rate_differs"
	// LineSplit warns that a single piece had to be written as parts to meet
	// its price: item, lines.
	LineSplit Code = "line_split"
	// CentMoved warns that a cent went from one line to another, because a
	// net-price database cannot hold the line's total: from, to, difference.
	CentMoved Code = "cent_moved"
)

const totalTexts = `
order_total
the document comes to {document}, the shop's total is {shop}
check the order's lines, discounts and delivery in the shop; it is imported as soon as both agree
документът излиза {document}, а сумата в магазина е {shop}
проверете редовете, отстъпките и доставката на поръчката в магазина; щом съвпаднат, тя се прехвърля

line_total
no price without VAT, in whole cents, makes {quantity} × {item} come to {total}
write this sale in Склад Pro by hand, then run orders skip NUMBER --why "…"
няма цена без ДДС в цели центове, с която {quantity} × {item} да излезе {total}
въведете продажбата ръчно в Склад Pro и изпълнете orders skip НОМЕР --why "…"

order_invariant
{field} is {shop} in the order, and its own figures come to {computed}
correct the order in the shop; it is imported as soon as its amounts agree
{field} в поръчката е {shop}, а от останалите ѝ данни излиза {computed}
поправете поръчката в магазина; щом сумите ѝ съвпаднат, тя се прехвърля

order_currency
the order is in {currency}, the warehouse counts in {base}; only lev are converted
write this sale in Склад Pro by hand, then run orders skip NUMBER --why "…"
поръчката е в {currency}, а складът работи в {base}; превалутират се само левове
въведете продажбата ръчно в Склад Pro и изпълнете orders skip НОМЕР --why "…"

order_empty
the order has no line that could go into a document
check the order in the shop, or run orders skip NUMBER --why "…"
поръчката няма ред, който да влезе в документ
проверете поръчката в магазина или изпълнете orders skip НОМЕР --why "…"

total_adjusted
the shop's own amounts differ by {difference}; the difference went onto the line {line}
nothing to do; the document has exactly the shop's total
сумите в самия магазин се разминават с {difference}; разликата е добавена към ред {line}
не е нужно нищо; документът е точно на сумата от магазина

discount_overflow
the discount {code} of {amount} is larger than what it applies to; {used} of it was used there
nothing to do if the customer paid the shop's total; else correct the order in the shop
отстъпката {code} от {amount} е по-голяма от това, за което важи; там са използвани {used}
не е нужно нищо, ако клиентът е платил сумата от магазина; иначе поправете поръчката в магазина

vat_rate_differs
the line {item} has {shop} % VAT in the shop, its good has {good} % in Склад Pro, which was used
correct the rate on the side where it is wrong
ред {item} е с {shop} % ДДС в магазина, а стоката му в Склад Pro – с {good} %, което е използвано
поправете ставката там, където е грешна

line_split
the price of {item} cannot be written in one line with whole quantities; it stands in {lines} lines
nothing to do; quantity and total are exact
цената на {item} не може да се запише в един ред с цели количества; стои в {lines} реда
не е нужно нищо; количеството и сумата са точни

cent_moved
a database with prices without VAT cannot hold the exact total of {from}; {difference} went to {to}
nothing to do; the document has exactly the shop's total
база с цени без ДДС не може да побере точната сума на {from}; {difference} премина към {to}
не е нужно нищо; документът е точно на сумата от магазина
`
