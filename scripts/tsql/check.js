// Checks the syntax of T-SQL statements offline. The file named on the command
// line has one statement a line, as a JSON text; the tests of sklad/mssql write it.
const fs = require('fs')
const { antlr4tsSQL, SQLDialect } = require('antlr4ts-sql')

// The parser reports to standard error and goes on.
function faultsOf(statement) {
  const faults = []
  const { error } = console
  const write = process.stderr.write
  console.error = (...words) => { faults.push(words.join(' ')) }
  process.stderr.write = (text) => { faults.push(String(text)); return true }
  try {
    new antlr4tsSQL(SQLDialect.TSQL).getParseTreeFromSQL(statement)
  } catch (e) {
    faults.push(e.message)
  } finally {
    console.error = error
    process.stderr.write = write
  }
  return faults
}

// A checker that accepts everything would prove nothing.
for (const wrong of ['SELECT TOP (5) FROM [a]', 'INSERT INTO [a] ([b]) VALUES (@p1', 'UPDATE [a] SET [b] = WHERE [c] = 1']) {
  if (faultsOf(wrong).length === 0) {
    console.log('the checker accepts', wrong)
    process.exit(1)
  }
}

const statements = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
const bad = statements.map((s) => [s, faultsOf(s)]).filter(([, faults]) => faults.length > 0)
for (const [statement, faults] of bad) {
  console.log(`${statement}\n  ${faults.join('\n  ')}`)
}
console.log(`T-SQL: ${statements.length} statements, ${bad.length} with faults`)
process.exit(bad.length > 0 || statements.length < 150 ? 1 : 0)
