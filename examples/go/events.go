package main

import (
	"errors"
	"strings"
	"time"

	"github.com/dapr/durabletask-go/task"
	"github.com/dapr/durabletask-go/workflow"
)

// forever is a time-out that never comes.
const forever = time.Duration(-1)

// Approval waits for somebody, but not for ever.
func Approval(ctx *workflow.WorkflowContext) (any, error) {
	var input struct {
		Seconds float64 `json:"seconds"`
	}
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	var who string
	err := ctx.WaitForExternalEvent("Approved", seconds(input.Seconds)).Await(&who)
	if errors.Is(err, task.ErrTaskCanceled) {
		return "timed out", nil
	}
	if err != nil {
		return nil, err
	}
	return "approved by " + who, nil
}

// Listener takes n events of one name, in the order in which they come.
func Listener(ctx *workflow.WorkflowContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	items := make([]string, n)
	for i := range items {
		if err := ctx.WaitForExternalEvent("Item", forever).Await(&items[i]); err != nil {
			return nil, err
		}
	}
	return strings.Join(items, ","), nil
}

// Status tells how far it is, in words of its own.
func Status(ctx *workflow.WorkflowContext) (any, error) {
	ctx.SetCustomStatus("halfway")
	if err := ctx.WaitForExternalEvent("Go", forever).Await(nil); err != nil {
		return nil, err
	}
	return "done", nil
}

func seconds(n float64) time.Duration {
	return time.Duration(n * float64(time.Second))
}
