package explain

import (
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
)

// database is why the database cannot be used. In English the server's own words
// come along; a Bulgarian reader is spared them.
func (r Reader) database(e *sklad.DatabaseError) output.Notice {
	s, known := unusable()[e.Reason]
	if !known {
		return output.Notice{Code: string(e.Reason), Message: e.Err.Error(), Remedy: e.Remedy}
	}

	n := output.Notice{Code: string(e.Reason), Message: s.what.In(r.Lang), Remedy: s.todo.In(r.Lang)}
	if len(e.Names) > 0 {
		n.Message += ": " + strings.Join(e.Names, ", ")
	}

	if r.Lang == lang.BG {
		return n
	}

	n.Remedy = strings.ReplaceAll(e.Remedy, "`db install`, or call ledger.Install", "gombasync db install")
	if len(e.Names) == 0 || e.Reason == sklad.ReasonRights { // else the names say it all
		n.Message += " (" + e.Err.Error() + ")"
	}

	return n
}

// reason is what is wrong and, in Bulgarian, what to do. In English the engine
// itself says that.
type reason struct{ what, todo lang.Text }

func unusable() map[sklad.Reason]reason {
	of := func(en, bg, todo string) reason { return reason{lang.Of(en, bg), lang.Of("", todo)} }

	return map[sklad.Reason]reason{
		sklad.ReasonLogin: of("the database refuses the user or the password", "базата не приема потребителя или паролата",
			"проверете потребителя и паролата за базата (warehouse.dsn, password_env или password_file)"),
		sklad.ReasonNoDatabase: of("there is no such database", "няма такава база",
			"проверете името или пътя и правата на потребителя, или направете базата с gombasync db create"),
		sklad.ReasonRights: of("the user of the database has too few rights", "потребителят на базата няма достатъчно права",
			"дайте му SELECT, INSERT, UPDATE и DELETE в тази база, а за gombasync db install – и CREATE и INDEX"),
		sklad.ReasonReadOnly: of("nothing can be written in the database", "в базата не може да се записва",
			"дайте на потребителя, под който работи програмата, право да записва във файла и папката му; "+
				"при база на сървър посочете този, който приема записи"),
		sklad.ReasonMissing: of("the database lacks tables or columns", "в базата липсват таблици или колони",
			"посочете базата, която отваря самият Склад Pro, или върнете липсващото от архив"),
		sklad.ReasonLedgerMissing: of("the ledger lacks tables", "в журнала липсват таблици", "пуснете gombasync db install"),
		sklad.ReasonNoDriver: of("ODBC cannot load the driver", "ODBC не може да зареди драйвера",
			"инсталирайте Microsoft Access Database Engine със същата разрядност (32 или 64 бита) като програмата; "+
				"проверете и името на драйвера в адреса"),
		sklad.ReasonLocked: of("another program keeps the database locked", "друга програма държи базата заключена",
			"затворете я или изчакайте да освободи базата и пуснете пак"),
		sklad.ReasonServerDown: of("the database server does not answer", "сървърът на базата не отговаря",
			"проверете адреса и порта и дали сървърът работи и приема връзки оттук (при SQL Server – и дали е включен TCP/IP)"),
		sklad.ReasonNoInstance: of("this instance of SQL Server cannot be found", "тази инстанция на SQL Server не може да се намери",
			"проверете името ѝ, пуснете услугата SQL Server Browser и разрешете UDP порт 1434, "+
				"или напишете нейния порт: sqlserver://потребител:парола@сървър:ПОРТ?database=БАЗА"),
		sklad.ReasonDiskFull: of("the disk is full", "дискът е пълен", "освободете място и пуснете пак"),
	}
}
