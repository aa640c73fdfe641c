// A worker on the plain Go SDK: one workflow per shape of a graph that no example in examples/ has. Built with the module
// of examples/go.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"sync"
	"time"

	"github.com/dapr/durabletask-go/task"
	"github.com/dapr/durabletask-go/workflow"
	"github.com/dapr/go-sdk/client"
)

const forever = time.Duration(-1)

func AddOne(ctx workflow.ActivityContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	return n + 1, nil
}

func Square(ctx workflow.ActivityContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	return n * n, nil
}

// Hold never comes back.
func Hold(workflow.ActivityContext) (any, error) {
	select {}
}

var (
	triesLock sync.Mutex
	tries     = map[string]int{}
)

func CountTry(ctx workflow.ActivityContext) (any, error) {
	var key string
	if err := ctx.GetInput(&key); err != nil {
		return nil, err
	}
	triesLock.Lock()
	defer triesLock.Unlock()
	tries[key]++
	return tries[key], nil
}

// Nothing ends without a step.
func Nothing(*workflow.WorkflowContext) (any, error) {
	return "done", nil
}

func addOne(ctx *workflow.WorkflowContext, n int) (int, error) {
	var next int
	err := ctx.CallActivity(AddOne, workflow.WithActivityInput(n)).Await(&next)
	return next, err
}

func Steps(ctx *workflow.WorkflowContext) (any, error) {
	n := 1
	for range 3 {
		next, err := addOne(ctx, n)
		if err != nil {
			return nil, err
		}
		n = next
	}
	return n, nil
}

// Region says how many numbers it has once it is opened.
func Region(ctx *workflow.WorkflowContext) (any, error) {
	var count int
	if err := ctx.GetInput(&count); err != nil {
		return nil, err
	}
	return count, ctx.WaitForExternalEvent("Open", forever).Await(nil)
}

// NestedFanOut fans out again for each region as soon as that one is known, and joins all that came of it.
func NestedFanOut(ctx *workflow.WorkflowContext) (any, error) {
	var counts []int
	if err := ctx.GetInput(&counts); err != nil {
		return nil, err
	}
	var regions, squares []workflow.Task
	for index, count := range counts {
		id := fmt.Sprintf("%s-region-%d", ctx.ID(), index)
		regions = append(regions, ctx.CallChildWorkflow(Region,
			workflow.WithChildWorkflowInput(count), workflow.WithChildWorkflowInstanceID(id)))
	}
	for _, region := range regions {
		var count int
		if err := region.Await(&count); err != nil {
			return nil, err
		}
		for value := range count {
			squares = append(squares, ctx.CallActivity(Square, workflow.WithActivityInput(value+1)))
		}
	}
	sum := 0
	for _, square := range squares {
		var n int
		if err := square.Await(&n); err != nil {
			return nil, err
		}
		sum += n
	}
	return addOne(ctx, sum)
}

// Reminder takes the reply or does without, then goes on.
func Reminder(ctx *workflow.WorkflowContext) (any, error) {
	var input struct {
		Seconds float64 `json:"seconds"`
	}
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	wait := time.Duration(input.Seconds * float64(time.Second))
	err := ctx.WaitForExternalEvent("Reply", wait).Await(nil)
	if errors.Is(err, task.ErrTaskCanceled) {
		return addOne(ctx, 0)
	}
	if err != nil {
		return nil, err
	}
	return addOne(ctx, 1)
}

func InFlight(ctx *workflow.WorkflowContext) (any, error) {
	n, err := addOne(ctx, 1)
	if err != nil {
		return nil, err
	}
	return n, ctx.CallActivity(Hold).Await(nil)
}

// Fragile fails twice for a key.
func Fragile(ctx *workflow.WorkflowContext) (any, error) {
	var key string
	if err := ctx.GetInput(&key); err != nil {
		return nil, err
	}
	var try int
	if err := ctx.CallActivity(CountTry, workflow.WithActivityInput(key)).Await(&try); err != nil {
		return nil, err
	}
	if try < 3 {
		return nil, fmt.Errorf("fragile: try %d failed", try)
	}
	return try, nil
}

// Stubborn leaves trying a child again to the SDK.
func Stubborn(ctx *workflow.WorkflowContext) (any, error) {
	policy := &workflow.RetryPolicy{
		MaxAttempts:          3,
		InitialRetryInterval: 100 * time.Millisecond,
		BackoffCoefficient:   1,
	}
	var try int
	err := ctx.CallChildWorkflow(Fragile,
		workflow.WithChildWorkflowInput(ctx.ID()),
		workflow.WithChildWorkflowRetryPolicy(policy),
	).Await(&try)
	if err != nil {
		return nil, err
	}
	return addOne(ctx, try)
}

// Dispatch starts a workflow that it does not wait for.
func Dispatch(ctx *workflow.WorkflowContext) (any, error) {
	id := ctx.ID() + "-detached"
	if _, err := ctx.ScheduleNewWorkflow(Nothing, workflow.WithDetachedWorkflowInstanceID(id)); err != nil {
		return nil, err
	}
	return addOne(ctx, 1)
}

// Versioned goes on only where its version is known.
func Versioned(ctx *workflow.WorkflowContext) (any, error) {
	if err := ctx.WaitForExternalEvent("Go", forever).Await(nil); err != nil {
		return nil, err
	}
	return addOne(ctx, 1)
}

func register() (*workflow.Registry, error) {
	registry := workflow.NewRegistry()
	for _, w := range []workflow.Workflow{
		Nothing, Steps, Region, NestedFanOut, Reminder, InFlight, Fragile, Stubborn, Dispatch,
	} {
		if err := registry.AddWorkflow(w); err != nil {
			return nil, err
		}
	}
	version := os.Getenv("GRAPH_VERSION")
	if version == "" {
		version = "v1"
	}
	if err := registry.AddVersionedWorkflowN("Versioned", version, true, Versioned); err != nil {
		return nil, err
	}
	for _, a := range []workflow.Activity{AddOne, Square, Hold, CountTry} {
		if err := registry.AddActivity(a); err != nil {
			return nil, err
		}
	}
	return registry, nil
}

func run() error {
	client.SetLogger(log.New(io.Discard, "", 0))
	workflows, err := client.NewWorkflowClient()
	if err != nil {
		return err
	}
	registry, err := register()
	if err != nil {
		return err
	}
	if err := workflows.StartWorker(context.Background(), registry); err != nil {
		return err
	}
	fmt.Println("worker ready")
	select {}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
