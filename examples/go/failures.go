package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dapr/durabletask-go/workflow"
)

// Broken fails.
func Broken(*workflow.WorkflowContext) (any, error) {
	return nil, errors.New("broken on purpose")
}

type flakyInput struct {
	Failures int    `json:"failures"`
	Key      string `json:"key"`
}

// Retrying lets the engine repeat an activity that fails.
func Retrying(ctx *workflow.WorkflowContext) (any, error) {
	var input struct {
		Failures int `json:"failures"`
	}
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	policy := &workflow.RetryPolicy{
		MaxAttempts:          4,
		InitialRetryInterval: 100 * time.Millisecond,
		BackoffCoefficient:   1,
	}
	err := ctx.CallActivity(Flaky,
		workflow.WithActivityInput(flakyInput{Failures: input.Failures, Key: ctx.ID()}),
		workflow.WithActivityRetryPolicy(policy),
	).Await(nil)
	if err != nil {
		return nil, err
	}
	return fmt.Sprintf("succeeded after %d failures", input.Failures), nil
}

// Flaky fails as often as it is told to, then succeeds.
func Flaky(ctx workflow.ActivityContext) (any, error) {
	var input flakyInput
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	try, err := tries.next(input.Key)
	if err != nil {
		return nil, err
	}
	if try <= input.Failures {
		return nil, fmt.Errorf("flaky: try %d of %s failed", try, input.Key)
	}
	return try, nil
}

var tries = tryCounter{counts: map[string]int{}}

// tryCounter counts in memory, or in files where a restart of the worker must not start the count anew.
type tryCounter struct {
	mutex  sync.Mutex
	counts map[string]int
}

// next returns 1 for the first try of key, 2 for the second and so on.
func (t *tryCounter) next(key string) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	dir := os.Getenv("FLAKY_DIR")
	if dir == "" {
		t.counts[key]++
		return t.counts[key], nil
	}
	file, err := os.OpenFile(filepath.Join(dir, filepath.Base(key)), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	if _, err := file.WriteString("x"); err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return int(info.Size()), nil
}
