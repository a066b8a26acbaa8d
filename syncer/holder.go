package syncer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// acquireLease takes the ledger's lease for this process. Where the holder is
// provably gone, its lease is taken over at once; else it runs out by itself.
func acquireLease(ctx context.Context, l *ledger.Ledger, name, run string, ttl time.Duration) (Lease, error) {
	owner := processOwner() + " " + run

	lease, err := l.AcquireLease(ctx, name, owner, ttl)

	busy, ok := errors.AsType[*ledger.BusyError](err)
	if ok && gone(busy.Owner) {
		if err := l.BreakLease(ctx, busy); err != nil {
			return nil, err
		}

		lease, err = l.AcquireLease(ctx, name, owner, ttl)
	}

	if err != nil {
		return nil, err
	}

	return lease, nil
}

// processOwner names this process for a person, and for another process of the
// same machine: "host pid 4711 <machine>".
func processOwner() string {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "?"
	}

	host = strings.ReplaceAll(host, " ", "_")

	return fmt.Sprintf("%s pid %d %s", host[:min(len(host), 60)], os.Getpid(), machine())
}

// unknownMachine is a system that does not tell one start of a machine from
// another. There nobody is provably gone.
const unknownMachine = "-"

// machine is this start of this machine, as far as its processes see one
// another: the kernel's boot id and the namespace of the process numbers, which
// every container has its own of.
func machine() string {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return unknownMachine
	}

	numbers, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return unknownMachine
	}

	sum := sha256.Sum256([]byte(strings.TrimSpace(string(boot)) + numbers))

	return hex.EncodeToString(sum[:8])
}

// gone tells that the process of an owner has ended: it was one of this very
// machine, and its number is nobody's now. A number that was given to another
// process since looks alive.
func gone(owner string) bool {
	parts := strings.Fields(owner)
	if len(parts) < 4 || parts[1] != "pid" || parts[3] == unknownMachine || parts[3] != machine() {
		return false
	}

	pid, err := strconv.Atoi(parts[2])
	if err != nil || pid < 1 {
		return false
	}

	process, err := os.FindProcess(pid)

	return err == nil && errors.Is(process.Signal(syscall.Signal(0)), os.ErrProcessDone) || buried(pid)
}

// buried tells a process that has ended and whose parent has not asked how: it
// still has its number, and nothing else.
func buried(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat") // "4711 (name) Z …"
	if err != nil {
		return false
	}

	end := strings.LastIndex(string(stat), ") ")

	return end > 0 && strings.HasPrefix(string(stat[end+2:]), "Z")
}
