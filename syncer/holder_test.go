package syncer

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestOnlyADeadProcessOfThisMachineIsGone(t *testing.T) {
	t.Parallel()

	if machine() == unknownMachine {
		t.Skip(runtime.GOOS + " does not tell one start of a machine from another")
	}

	for owner, want := range map[string]bool{
		processOwner() + " run": false, "": false, "run": false, "host pid x " + machine(): false,
		fmt.Sprintf("host pid %d %s run", dead(t), machine()): true, fmt.Sprintf("host pid %d 0123456789abcdef run", dead(t)): false,
		fmt.Sprintf("host pid %d - run", dead(t)): false, fmt.Sprintf("host pid %d %s", os.Getppid(), machine()): false,
	} {
		require.Equal(t, want, gone(owner), owner)
	}
}

func TestAProcessThatNobodyAskedForIsGoneToo(t *testing.T) {
	t.Parallel()

	if machine() == unknownMachine {
		t.Skip(runtime.GOOS + " does not tell one start of a machine from another")
	}

	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	require.NoError(t, cmd.Start())

	owner := fmt.Sprintf("host pid %d %s run", cmd.Process.Pid, machine())
	require.Eventually(t, func() bool { return gone(owner) }, 20*time.Second, 10*time.Millisecond, "it has ended and was not waited for")
	require.NoError(t, cmd.Wait())
}

// dead is the number of a process that has ended.
func dead(t *testing.T) int {
	t.Helper()

	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	require.NoError(t, cmd.Run())

	return cmd.Process.Pid
}

func TestTheLeaseOfAKilledRunIsTakenOver(t *testing.T) {
	t.Parallel()

	if machine() == unknownMachine {
		t.Skip(runtime.GOOS + " does not tell one start of a machine from another")
	}

	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.sqlite"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), db))

	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)

	_, err = l.AcquireLease(t.Context(), "x", fmt.Sprintf("host pid %d %s run", dead(t), machine()), time.Hour)
	require.NoError(t, err)

	lease, err := acquireLease(t.Context(), l, "x", "run 2", time.Hour)
	require.NoError(t, err, "its process is gone")

	_, err = acquireLease(t.Context(), l, "x", "run 3", time.Hour)
	require.ErrorIs(t, err, ledger.ErrBusy, "this process is not")
	require.NoError(t, lease.Release(t.Context()))
}
