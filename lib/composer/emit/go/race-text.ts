import { filled } from '../typed/filled';

const template = `package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dapr/durabletask-go/task"
	"github.com/dapr/durabletask-go/workflow"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	runBeside = "{{runBeside}}"
	tellEnd   = "{{tellEnd}}"
	// lookEvery is how long an event may go unnoticed while another one is waited for.
	lookEvery = 15 * time.Second
)

// race waits for the first of several things. The SDK waits for one thing at a time, and for an event with a time-out:
// so work runs in a workflow of its own, which tells its end by an event, and several events are looked at in turn.
type race struct {
	ctx    *workflow.WorkflowContext
	number int
	arms   []*arm
}

type arm struct {
	event   string
	fireAt  time.Time
	isOver  bool
	payload json.RawMessage
	work    workflow.Task
	err     error
}

// job is what runs beside, and whom its end is told.
type job struct {
{{app}}	Activity string \`json:"activity,omitzero"\`
	Workflow string \`json:"workflow,omitzero"\`
	Input    any    \`json:"input"\`
	Parent   string \`json:"parent"\`
	Event    string \`json:"event"\`
}

// startRace makes a race; count numbers the races of a workflow, so that no late event is taken for one of another race.
func startRace(ctx *workflow.WorkflowContext, count *int) *race {
	*count++
	return &race{ctx: ctx, number: *count}
}

func (r *race) event(name string) {
	r.arms = append(r.arms, &arm{event: name})
}

func (r *race) activity(name string, input any) {
	r.beside(job{Activity: name, Input: input})
}

func (r *race) workflow(name string, input any) {
	r.beside(job{Workflow: name, Input: input})
}

{{methods}}func (r *race) beside(work job) {
	work.Parent = r.ctx.ID()
	work.Event = fmt.Sprintf("race-%d-%d", r.number, len(r.arms))
	child := r.ctx.CallChildWorkflow(runBeside, workflow.WithChildWorkflowInput(work))
	r.arms = append(r.arms, &arm{event: work.Event, work: child})
}

func (r *race) after(rest time.Duration) {
	r.arms = append(r.arms, &arm{fireAt: r.ctx.CurrentTimeUTC().Add(rest)})
}

func (r *race) at(instant any) {
	rest, err := timeUntil(r.ctx, instant)
	r.after(rest)
	r.arms[len(r.arms)-1].err = err
}

// first waits for the first arm that is done and tells its number. Each arm is told once.
func (r *race) first() int {
	for {
		events, timer, rest := []int{}, -1, forever
		for at, arm := range r.arms {
			if arm.isOver {
				continue
			}
			if arm.event == "" {
				if left := max(0, arm.fireAt.Sub(r.ctx.CurrentTimeUTC())); timer < 0 || left < rest {
					timer, rest = at, left
				}
				continue
			}
			if r.take(at, 0) {
				return at
			}
			events = append(events, at)
		}
		if at, isDone := r.wait(events, timer, rest); isDone {
			return at
		}
	}
}

// wait lets time pass until an event comes, the timer fires, or the other events have to be looked at.
func (r *race) wait(events []int, timer int, rest time.Duration) (int, bool) {
	if len(events) == 0 {
		r.arms[timer].isOver = r.ctx.CreateTimer(rest).Await(nil) == nil
		return timer, r.arms[timer].isOver
	}
	isLook := len(events) > 1 && (timer < 0 || rest > lookEvery)
	if isLook {
		rest = lookEvery
	}
	if r.take(events[0], rest) {
		return events[0], true
	}
	if isLook {
		return 0, false
	}
	// One of the others may have come before the timer fired.
	for _, at := range events[1:] {
		if r.take(at, 0) {
			return at, true
		}
	}
	r.arms[timer].isOver = true
	return timer, true
}

// take waits for the event of an arm and tells whether it came in time.
func (r *race) take(at int, rest time.Duration) bool {
	arm := r.arms[at]
	err := r.ctx.WaitForExternalEvent(arm.event, rest).Await(&arm.payload)
	arm.isOver = !errors.Is(err, task.ErrTaskCanceled)
	if arm.isOver && arm.work == nil {
		arm.err = err
	}
	return arm.isOver
}

// result takes over what an event brought or work has returned.
func (r *race) result(at int, into any) error {
	arm := r.arms[at]
	if arm.work != nil {
		return arm.work.Await(into)
	}
	if arm.err != nil || into == nil || len(arm.payload) == 0 {
		return arm.err
	}
	return json.Unmarshal(arm.payload, into)
}

// {{runBeside}} does one piece of work and tells the workflow that started it when that has ended.
func runBesideWorkflow(ctx *workflow.WorkflowContext) (any, error) {
	var work job
	if err := ctx.GetInput(&work); err != nil {
		return nil, err
	}
	var started workflow.Task
{{started}}
	var result json.RawMessage
	failure := started.Await(&result)
	if err := ctx.CallActivity(tellEnd, workflow.WithActivityInput(work)).Await(nil); err != nil {
		return nil, err
	}
	if failure != nil || result == nil {
		return nil, failure
	}
	return result, nil
}

// raiser raises events: the client of workflows.
type raiser interface {
	RaiseEvent(ctx context.Context, id, name string, opts ...workflow.RaiseEventOptions) error
}

// tellEndWith is the activity that raises the event; an execution that has ended meanwhile needs to know no more.
func tellEndWith(events raiser) workflow.Activity {
	return func(ctx workflow.ActivityContext) (any, error) {
		var work job
		if err := ctx.GetInput(&work); err != nil {
			return nil, err
		}
		err := events.RaiseEvent(ctx.Context(), work.Parent, work.Event)
		if status.Code(err) == codes.NotFound {
			return nil, nil
		}
		return nil, err
	}
}
`;

const started = `	if work.Activity != "" {
		started = ctx.CallActivity(work.Activity, workflow.WithActivityInput(work.Input))
	} else {
		started = ctx.CallChildWorkflow(work.Workflow, workflow.WithChildWorkflowInput(work.Input))
	}`;

/** The same where what runs beside may be served by another app. */
const across = {
  app: `	// App is its App ID where another app serves it.
	App      string \`json:"app,omitzero"\`
`,
  methods: `func (r *race) activityIn(app, name string, input any) {
	r.beside(job{App: app, Activity: name, Input: input})
}

func (r *race) workflowIn(app, name string, input any) {
	r.beside(job{App: app, Workflow: name, Input: input})
}

`,
  started: `	activity := []workflow.CallActivityOption{workflow.WithActivityInput(work.Input)}
	child := []workflow.ChildWorkflowOption{workflow.WithChildWorkflowInput(work.Input)}
	if work.App != "" {
		activity = append(activity, workflow.WithActivityAppID(work.App))
		child = append(child, workflow.WithChildWorkflowAppID(work.App))
	}
	if work.Activity != "" {
		started = ctx.CallActivity(work.Activity, activity...)
	} else {
		started = ctx.CallChildWorkflow(work.Workflow, child...)
	}`,
};

/** How the first of several things is waited for where the SDK can wait for one at a time; `isAcross`: also in other apps. */
export function raceText(names: { readonly runBeside: string; readonly tellEnd: string }, isAcross: boolean): string {
  return filled(template, { ...names, ...(isAcross ? across : { started }) });
}
