/** Of two lanes the one is asked by the other: to decide, to do, to race a timer, to undo, and to do what a sub-process holds. */
export const DELIVERIES = `flowchart LR
  subgraph kitchen [Kitchen]
    s([Order comes]) --> bake[Bake pizza]
    note[Note it] --> e([Done])
  end
  subgraph driver [Driver]
    far{Is it far?} -->|yes| load
    far -->|no| walk[Walk to guest]
    subgraph load [Load car]
      fetch[Fetch box] --> stow[Stow box]
    end
    drive[Drive to guest]
    discard[Throw pizza away]
  end
  bake --> far
  bake -.->|compensate| discard
  load --> drive --> note
  walk --> note
  drive -.->|timer: PT1H| undo>compensate]
  undo --> late([error: LATE])
`;
