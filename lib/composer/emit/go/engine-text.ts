import type { Program } from '../../plan/program';
import { filled } from '../typed/filled';

/** An engine in memory for the tests of a project; its worker serves all apps at once. */
export function engineTextFor({ apps }: Program): string {
  return filled(template, { registered: apps === undefined ? 'client' : 'client, appIDs...' });
}

const template = `package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/dapr/durabletask-go/api/protos"
	"github.com/dapr/durabletask-go/workflow"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// engine runs workflows in memory. When nothing else is left to do, it ends a workflow of another app, or raises an event
// that is waited for, or lets the next timer fire: no test has to wait.
type engine struct {
	protos.UnimplementedTaskHubSidecarServiceServer
	mutex     sync.Mutex
	work      chan *protos.WorkItem
	events    map[string]string
	instances map[string]*instance
	running   int
	now       time.Time
}

type instance struct {
	id, parent string
	name       string
	task       int32
	history    []*protos.HistoryEvent
	inbox      []*protos.HistoryEvent
	waits      []*protos.HistoryEvent
	isBusy     bool
	end        chan *protos.CompleteWorkflowAction
}

// startEngine runs the worker of this app on an engine that raises events with these payloads, by name.
func startEngine(t *testing.T, events map[string]string) *engine {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{work: make(chan *protos.WorkItem, 1000), events: events, instances: map[string]*instance{}}
	e.now = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	server := grpc.NewServer()
	protos.RegisterTaskHubSidecarServiceServer(server, e)
	go server.Serve(listener)
	t.Cleanup(server.Stop)
	connection, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	client := workflow.NewClient(connection)
	registry, err := register({{registered}})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.StartWorker(t.Context(), registry); err != nil {
		t.Fatal(err)
	}
	return e
}

// run starts a workflow and waits for its end.
func (e *engine) run(t *testing.T, name, input string) *protos.CompleteWorkflowAction {
	t.Helper()
	e.mutex.Lock()
	started := e.start(&instance{id: "test"}, name, wrapperspb.String(input))
	e.mutex.Unlock()
	select {
	case end := <-started.end:
		return end
	case <-time.After(time.Minute):
		t.Fatal("the workflow has not ended")
		return nil
	}
}

func (e *engine) start(i *instance, name string, input *wrapperspb.StringValue) *instance {
	i.name, i.end = name, make(chan *protos.CompleteWorkflowAction, 1)
	e.instances[i.id] = i
	if elsewhere[name] {
		return i
	}
	started := &protos.ExecutionStartedEvent{
		Name: name, Input: input, WorkflowInstance: &protos.WorkflowInstance{InstanceId: i.id},
	}
	e.tell(i, &protos.HistoryEvent{EventType: &protos.HistoryEvent_ExecutionStarted{ExecutionStarted: started}})
	return i
}

// tell hands an event to an instance, now or when its present turn is over.
func (e *engine) tell(i *instance, event *protos.HistoryEvent) {
	if event != nil {
		event.EventId = -1
		event.Timestamp = timestamppb.New(e.now)
		i.inbox = append(i.inbox, event)
	}
	if i.isBusy || len(i.inbox) == 0 || i.end == nil {
		return
	}
	i.isBusy = true
	e.running++
	turn := &protos.HistoryEvent{
		EventId: -1, Timestamp: timestamppb.New(e.now),
		EventType: &protos.HistoryEvent_WorkflowStarted{WorkflowStarted: &protos.WorkflowStartedEvent{}},
	}
	news := append([]*protos.HistoryEvent{turn}, i.inbox...)
	past := slices.Clone(i.history)
	i.history, i.inbox = append(i.history, news...), nil
	request := &protos.WorkflowRequest{InstanceId: i.id, PastEvents: past, NewEvents: news}
	e.work <- &protos.WorkItem{Request: &protos.WorkItem_WorkflowRequest{WorkflowRequest: request}}
}

// CompleteWorkflowTask does what a turn has decided.
func (e *engine) CompleteWorkflowTask(_ context.Context, r *protos.WorkflowResponse) (*protos.CompleteTaskResponse, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	i := e.instances[r.InstanceId]
	i.isBusy = false
	e.running--
	for _, action := range r.Actions {
		if end := action.GetCompleteWorkflow(); end != nil {
			e.complete(i, end)
			continue
		}
		event := e.begin(i, action)
		event.EventId, event.Timestamp = action.Id, timestamppb.New(e.now)
		i.history = append(i.history, event)
	}
	e.tell(i, nil)
	e.advance()
	return &protos.CompleteTaskResponse{}, nil
}

func (e *engine) begin(i *instance, action *protos.WorkflowAction) *protos.HistoryEvent {
	if task := action.GetScheduleTask(); task != nil {
		e.running++
		request := &protos.ActivityRequest{
			Name: task.Name, Input: task.Input, TaskId: action.Id,
			WorkflowInstance: &protos.WorkflowInstance{InstanceId: i.id},
		}
		e.work <- &protos.WorkItem{Request: &protos.WorkItem_ActivityRequest{ActivityRequest: request}}
		scheduled := &protos.TaskScheduledEvent{Name: task.Name, Input: task.Input}
		return &protos.HistoryEvent{EventType: &protos.HistoryEvent_TaskScheduled{TaskScheduled: scheduled}}
	}
	if child := action.GetCreateChildWorkflow(); child != nil {
		id := fmt.Sprintf("%s-%d", i.id, action.Id)
		e.start(&instance{id: id, parent: i.id, task: action.Id}, child.Name, child.Input)
		created := &protos.ChildWorkflowInstanceCreatedEvent{InstanceId: id, Name: child.Name, Input: child.Input}
		return &protos.HistoryEvent{
			EventType: &protos.HistoryEvent_ChildWorkflowInstanceCreated{ChildWorkflowInstanceCreated: created},
		}
	}
	timer := action.GetCreateTimer()
	created := &protos.TimerCreatedEvent{FireAt: timer.FireAt}
	if event := timer.GetExternalEvent(); event != nil {
		created.Origin = &protos.TimerCreatedEvent_ExternalEvent{ExternalEvent: event}
	}
	event := &protos.HistoryEvent{EventType: &protos.HistoryEvent_TimerCreated{TimerCreated: created}}
	i.waits = append(i.waits, event)
	return event
}

func (e *engine) complete(i *instance, end *protos.CompleteWorkflowAction) {
	i.end <- end
	i.end = nil
	parent := e.instances[i.parent]
	if parent == nil {
		return
	}
	if end.FailureDetails != nil {
		failed := &protos.ChildWorkflowInstanceFailedEvent{TaskScheduledId: i.task, FailureDetails: end.FailureDetails}
		e.tell(parent, &protos.HistoryEvent{
			EventType: &protos.HistoryEvent_ChildWorkflowInstanceFailed{ChildWorkflowInstanceFailed: failed},
		})
		return
	}
	completed := &protos.ChildWorkflowInstanceCompletedEvent{TaskScheduledId: i.task, Result: end.Result}
	e.tell(parent, &protos.HistoryEvent{
		EventType: &protos.HistoryEvent_ChildWorkflowInstanceCompleted{ChildWorkflowInstanceCompleted: completed},
	})
}

// CompleteActivityTask hands a result to the workflow.
func (e *engine) CompleteActivityTask(_ context.Context, r *protos.ActivityResponse) (*protos.CompleteTaskResponse, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.running--
	event := &protos.HistoryEvent{EventType: &protos.HistoryEvent_TaskCompleted{
		TaskCompleted: &protos.TaskCompletedEvent{TaskScheduledId: r.TaskId, Result: r.Result},
	}}
	if r.FailureDetails != nil {
		event.EventType = &protos.HistoryEvent_TaskFailed{
			TaskFailed: &protos.TaskFailedEvent{TaskScheduledId: r.TaskId, FailureDetails: r.FailureDetails},
		}
	}
	e.tell(e.instances[r.InstanceId], event)
	e.advance()
	return &protos.CompleteTaskResponse{}, nil
}

// RaiseEvent hands an event to a workflow.
func (e *engine) RaiseEvent(_ context.Context, r *protos.RaiseEventRequest) (*protos.RaiseEventResponse, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.raise(e.instances[r.InstanceId], r.Name, r.Input)
	return &protos.RaiseEventResponse{}, nil
}

func (e *engine) raise(i *instance, name string, payload *wrapperspb.StringValue) {
	raised := &protos.EventRaisedEvent{Name: name, Input: payload}
	e.tell(i, &protos.HistoryEvent{EventType: &protos.HistoryEvent_EventRaised{EventRaised: raised}})
}

// advance goes on with what is waited for once nothing is left to do.
func (e *engine) advance() {
	if e.running > 0 {
		return
	}
	var waiting *instance
	var next *protos.HistoryEvent
	for _, i := range slices.SortedFunc(maps.Values(e.instances), byID) {
		if elsewhere[i.name] && i.end != nil {
			e.complete(i, &protos.CompleteWorkflowAction{})
			return
		}
		for _, wait := range i.waits {
			if i.end == nil {
				continue
			}
			name := wait.GetTimerCreated().GetExternalEvent().GetName()
			if payload, isExpected := e.events[name]; isExpected {
				i.waits = slices.DeleteFunc(i.waits, func(w *protos.HistoryEvent) bool { return w == wait })
				e.raise(i, name, wrapperspb.String(payload))
				return
			}
			if next == nil || fireAt(wait).Before(fireAt(next)) {
				waiting, next = i, wait
			}
		}
	}
	if next == nil {
		return
	}
	waiting.waits = slices.DeleteFunc(waiting.waits, func(w *protos.HistoryEvent) bool { return w == next })
	e.now = fireAt(next)
	fired := &protos.TimerFiredEvent{TimerId: next.EventId, FireAt: next.GetTimerCreated().FireAt}
	e.tell(waiting, &protos.HistoryEvent{EventType: &protos.HistoryEvent_TimerFired{TimerFired: fired}})
}

func fireAt(wait *protos.HistoryEvent) time.Time {
	return wait.GetTimerCreated().FireAt.AsTime()
}

func byID(a, b *instance) int {
	return cmp.Compare(a.id, b.id)
}

// Hello says that the engine is there.
func (e *engine) Hello(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// GetWorkItems hands work to the worker.
func (e *engine) GetWorkItems(_ *protos.GetWorkItemsRequest, stream protos.TaskHubSidecarService_GetWorkItemsServer) error {
	for {
		select {
		case <-stream.Context().Done():
			return nil
		case item := <-e.work:
			if err := stream.Send(item); err != nil {
				return err
			}
		}
	}
}
`;
