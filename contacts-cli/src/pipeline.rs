//! One reader, as many workers as processors, and one writer, which gets what they say in the order of the inputs.
//!
//! Each block has a channel of its own. The reader puts its sending end, with the block, where any worker takes
//! it, and its receiving end where the writer takes it in order. Everything is bounded: a worker that is ahead of
//! the writer waits, and so does a reader that is ahead of the workers.

use std::num::NonZero;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use contacts_findings::Unread;

use crate::aim::Aims;
use crate::event::{Event, Part};
use crate::exit::Failure;
use crate::in_flight::InFlight;
use crate::input::{Input, Kind};
use crate::interrupt;
use crate::judge::{Block, Rules, judge};
use crate::read;
use crate::writer::Writer;

/// More workers than this would only wait for the reader.
const MOST_WORKERS: usize = 16;

/// What a run works on.
pub(crate) struct Run {
    pub(crate) inputs: Vec<Result<Input, Unread>>,
    pub(crate) aims: Aims,
    pub(crate) rules: Arc<Rules>,
}

/// Where a reader puts what it reads. What returns false wants no more.
pub(crate) trait Stage {
    fn submit(&mut self, block: Block) -> bool;
    fn tell(&mut self, event: Event) -> bool;
    /// A part that needs no judging.
    fn hand_over(&mut self, part: Part) -> bool;
    fn in_flight(&self) -> &InFlight;
}

/// What the writer takes, in this order.
pub(crate) enum Step {
    Ready(Part),
    /// A block that some worker is at.
    Awaited(Receiver<Part>, Arc<str>),
    End,
    /// Wakes the writer up, which then sees that the run is over.
    Interrupted,
}

/// Validates all inputs. The writer knows what came of it.
pub(crate) fn run(run: Run, workers: Option<NonZero<usize>>, writer: &mut Writer) -> Result<(), Failure> {
    // One payload needs no threads, and they would take longer to start than it takes to be judged.
    if let [Ok(Input { kind: Kind::Json, .. }) | Err(_)] = run.inputs[..] {
        let mut here = Here { run: &run, writer, in_flight: InFlight::default() };
        read::all(&run, &mut here);
        return Ok(());
    }
    let workers = workers.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), NonZero::get);
    threads(&Arc::new(run), workers.min(MOST_WORKERS), writer)
}

fn threads(run: &Arc<Run>, workers: usize, writer: &mut Writer) -> Result<(), Failure> {
    let (steps, in_order) = sync_channel(workers + 2);
    let (blocks, queue) = sync_channel::<(Block, SyncSender<Part>)>(workers);
    let queue = Arc::new(Mutex::new(queue));
    interrupt::listen(run.clone(), steps.clone()).map_err(Failure::System)?;
    for _ in 0..workers {
        let (run, queue) = (run.clone(), queue.clone());
        let work = move || loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((block, parts)) = next else { break };
            judge(block, &run.aims, &run.rules, &mut |part| parts.send(part).is_ok());
        };
        thread::Builder::new().spawn(work).map_err(Failure::System)?;
    }
    let mut queues = Queues { steps, blocks, in_flight: InFlight::default() };
    let reader = run.clone();
    let read = move || {
        read::all(&reader, &mut queues);
        let _ = queues.steps.send(Step::End);
    };
    thread::Builder::new().spawn(read).map_err(Failure::System)?;
    write(run, &in_order, writer);
    Ok(())
}

/// Writes what the others say, until the end, an interrupt, or a reader of the output that wants no more.
///
/// The threads are not waited for: one of them may be waiting for an input that never comes.
fn write(run: &Run, in_order: &Receiver<Step>, writer: &mut Writer) {
    let is_over = || run.rules.is_over.load(Ordering::Relaxed);
    while let Ok(step) = in_order.recv() {
        if is_over() {
            break;
        }
        match step {
            Step::Ready(part) => writer.take(&part, &run.rules),
            Step::Awaited(parts, input) => loop {
                let Ok(part) = parts.recv() else {
                    // Whatever kept a worker from its work, the payloads were not judged.
                    let message = "a part of it was not validated, by a defect of this program".to_owned();
                    let unread = Unread { input, line: None, message, help: None };
                    writer.take(&Part::of(Event::Unread(unread)), &run.rules);
                    break;
                };
                writer.take(&part, &run.rules);
                if part.is_last || is_over() {
                    break;
                }
            },
            Step::End | Step::Interrupted => break,
        }
    }
}

/// Everything on the thread that asks for it.
struct Here<'a> {
    run: &'a Run,
    writer: &'a mut Writer,
    in_flight: InFlight,
}

impl Stage for Here<'_> {
    fn submit(&mut self, block: Block) -> bool {
        judge(block, &self.run.aims, &self.run.rules, &mut |part| {
            self.writer.take(&part, &self.run.rules);
            !self.run.rules.is_over.load(Ordering::Relaxed)
        });
        !self.run.rules.is_over.load(Ordering::Relaxed)
    }

    fn tell(&mut self, event: Event) -> bool {
        self.hand_over(Part::of(event))
    }

    fn hand_over(&mut self, part: Part) -> bool {
        self.writer.take(&part, &self.run.rules);
        !self.run.rules.is_over.load(Ordering::Relaxed)
    }

    fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }
}

/// The reader's ends of the channels.
struct Queues {
    steps: SyncSender<Step>,
    blocks: SyncSender<(Block, SyncSender<Part>)>,
    in_flight: InFlight,
}

impl Stage for Queues {
    fn submit(&mut self, block: Block) -> bool {
        let (parts, from_worker) = sync_channel(1);
        let input = block.input.clone();
        self.blocks.send((block, parts)).is_ok() && self.steps.send(Step::Awaited(from_worker, input)).is_ok()
    }

    fn tell(&mut self, event: Event) -> bool {
        self.hand_over(Part::of(event))
    }

    fn hand_over(&mut self, part: Part) -> bool {
        self.steps.send(Step::Ready(part)).is_ok()
    }

    fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }
}
