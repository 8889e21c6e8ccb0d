//! `anyOf`, `oneOf` and `not`: holding one value against several nodes.

use std::collections::HashMap;

use super::outcome::{Outcome, Step, Stop, Walked};
use super::{Here, Known, Walk};
use crate::validate::canon::Canon;
use crate::validate::json::Token;
use crate::validate::program::{Choice, ChoiceKind, Kinds, Mark, Node, NodeId, ObjectRules};
use crate::validate::raw::{Raw, What};

impl<'a> Walk<'a, '_> {
    /// Makes the choices of a node for a value that was read, or, where the node is nothing else, reads it.
    pub(super) fn choices<const REPORT: bool>(&mut self, id: NodeId, node: &'a Node, here: &Here<'_>) -> Walked {
        let end = self.reader.at;
        let mut outcome = Outcome::CLEAN;
        let mut furthest = end;
        for (index, choice) in node.choices.iter().enumerate() {
            let (of_choice, chosen) = match self.choose::<REPORT>(id, index, choice, here) {
                Err(stop) if REPORT && stop.pointer.is_none() => {
                    // A probe keeps no pointers: the same is read again up to there.
                    self.reader.at = here.start;
                    self.value::<true>(NodeId::ANY, here.path, Known::Own)?;
                    return Err(stop);
                }
                chosen => chosen?,
            };
            outcome = outcome.and(of_choice);
            furthest = furthest.max(chosen);
            if !REPORT && outcome.is_lost() {
                return Ok(outcome);
            }
        }
        self.reader.at = furthest;
        if node.is_only_a_choice && !outcome.fits() {
            // No branch read it to its end for certain, nor told of members that stand twice.
            self.reader.at = here.start;
            if REPORT && !self.is_explaining {
                self.value::<true>(NodeId::ANY, here.path, Known::Own)?;
            } else {
                self.value::<false>(NodeId::ANY, here.path, Known::Own)?;
            }
        }
        Ok(outcome)
    }

    /// Makes one choice; returns where the branch that was chosen ended.
    fn choose<const REPORT: bool>(
        &mut self,
        id: NodeId,
        index: usize,
        choice: &'a Choice,
        here: &Here<'_>,
    ) -> Walked<(Outcome, usize)> {
        let branches = match &choice.kind {
            ChoiceKind::Discriminator { name, branches } => match self.branch_by_name(name, branches, here)? {
                // Nothing is left to be chosen: what the branch says, it says for sure.
                Some(branch) if choice.mark.is_assumed => &choice.branches[branch..=branch],
                Some(branch) => return self.follow::<REPORT>(choice.branches[branch], here),
                None => &[],
            },
            _ => &choice.branches[..],
        };
        let is_one_of = matches!(choice.kind, ChoiceKind::OneOf);
        let (mut fitting, mut fitting_documented, mut chosen) = (0, 0, None);
        for branch in branches {
            let outcome = self.branch::<false>(*branch, here)?;
            fitting += usize::from(outcome.fits());
            fitting_documented += usize::from(outcome.fits_documented());
            // Of several that fit, one of which there is nothing to say is chosen.
            let is_better = |chosen: &Option<(NodeId, Outcome, usize)>| match chosen {
                Some((_, known, _)) => outcome.is_clean() && !known.is_clean(),
                None => true,
            };
            if outcome.fits() && is_better(&chosen) {
                chosen = Some((*branch, outcome, self.reader.at));
                if outcome.is_clean() && !is_one_of {
                    break;
                }
            }
        }
        let (fits, fits_documented) = match choice.kind {
            ChoiceKind::Not => (fitting == 0, fitting_documented == 0),
            ChoiceKind::OneOf => (fitting == 1, fitting_documented == 1),
            ChoiceKind::AnyOf | ChoiceKind::Discriminator { .. } => (fitting > 0, fitting_documented > 0),
        };
        if !fits {
            // That too much fits is for sure only if nothing that is assumed has a part in it.
            let is_doubtful = fits_documented || (choice.is_doubtful && fitting > 0);
            let mark = Mark { is_assumed: choice.mark.is_assumed || is_doubtful, ..choice.mark };
            let nearest = if REPORT && fitting == 0 { self.nearest(branches, here)? } else { Vec::new() };
            let what = What::Choice { node: id, choice: index, nearest };
            let span = (here.start, self.span_end(here.start)?);
            return Ok((self.broken::<REPORT>(what, here.path, span, mark), here.start));
        }
        match chosen {
            Some((branch, outcome, end)) if !outcome.is_clean() && !matches!(choice.kind, ChoiceKind::Not) => {
                if REPORT {
                    self.branch::<true>(branch, here)?;
                }
                Ok((outcome, end))
            }
            Some((_, _, end)) => Ok((Outcome::CLEAN, end)),
            None => Ok((Outcome::CLEAN, here.start)),
        }
    }

    /// Holds a value against the branch that it names. The branch may be composed of what has the choice, which
    /// then leads to it again: what is being held against already, fits.
    fn follow<const REPORT: bool>(&mut self, branch: NodeId, here: &Here<'_>) -> Walked<(Outcome, usize)> {
        let outcome = if self.named.contains(&(branch, here.start)) {
            self.reader.at = here.start;
            self.value::<false>(NodeId::ANY, here.path, Known::Own)?;
            Outcome::CLEAN
        } else {
            self.named.push((branch, here.start));
            let outcome = self.branch::<REPORT>(branch, here);
            self.named.pop();
            outcome?
        };
        Ok((outcome, self.reader.at))
    }

    /// Where the token at a place ends.
    fn span_end(&self, start: usize) -> Walked<usize> {
        let mut reader = self.reader;
        reader.at = start;
        reader.token()?;
        Ok(reader.at)
    }

    /// Holds a value against one branch.
    fn branch<const REPORT: bool>(&mut self, branch: NodeId, here: &Here<'_>) -> Walked {
        // Choices within choices take room on the stack as levels of the payload do.
        if self.choosing + here.path.depth > self.options.max_depth * 2 {
            return Err(Box::new(Stop { what: What::TooDeep, at: here.start, pointer: None }));
        }
        self.choosing += 1;
        let node = self.program.node(branch);
        let outcome = match here.object {
            Some((base, seen_as, count)) if node.is_indexable => {
                let was_again = std::mem::replace(&mut self.is_again, true);
                let outcome = self.indexed::<REPORT>(branch, node, here, base, seen_as, count);
                self.is_again = was_again;
                outcome
            }
            _ => {
                self.reader.at = here.start;
                self.value::<REPORT>(branch, here.path, here.known)
            }
        };
        self.choosing -= 1;
        outcome
    }

    /// Holds an object against a branch by the members that it was seen to have: only those that the branch
    /// speaks of are read again.
    fn indexed<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        here: &Here<'_>,
        base: usize,
        seen_as: &ObjectRules,
        count: usize,
    ) -> Walked {
        let span = (here.start, here.start + 1);
        self.reader.at = span.1;
        let mut outcome = self.kind::<REPORT>(id, node, Kinds::OBJECT, here.start, here.path);
        outcome = outcome.and(self.counts::<REPORT>(&node.object.counts, count, What::members, here.path, span));
        for slot in &node.object.slots {
            let index = seen_as.names.find(&seen_as.slots, &slot.name);
            let seen = index.map_or(0, |index| self.seen[base + index]);
            let ignored = self.ignored(slot).or_else(|| self.ignored(&seen_as.slots[index?]));
            if let Some((what, mark)) = ignored {
                if seen != 0 {
                    let path = here.path.then(Step::Name(&slot.name));
                    outcome = outcome.and(self.noted::<REPORT>(what, &path, (seen - 1, seen), Some(mark)));
                }
            } else if seen == 0 {
                outcome = outcome.and(self.missing::<REPORT>(slot, here.path, span));
            } else if slot.node != NodeId::ANY {
                self.reader.at = seen - 1;
                let path = here.path.then(Step::Name(&slot.name));
                outcome = outcome.and(self.value::<REPORT>(slot.node, &path, Known::Own)?);
            }
            if !REPORT && outcome.is_lost() {
                return Ok(outcome);
            }
        }
        for (index, choice) in node.choices.iter().enumerate() {
            let (of_choice, _) = self.choose::<REPORT>(id, index, choice, here)?;
            outcome = outcome.and(of_choice);
        }
        Ok(outcome)
    }

    /// The branch that a discriminator names by the value of a member.
    fn branch_by_name(&self, name: &str, branches: &HashMap<String, usize>, here: &Here<'_>) -> Walked<Option<usize>> {
        let mut reader = self.reader;
        reader.at = here.start;
        if !matches!(reader.token()?, Token::Object) {
            return Ok(None);
        }
        let mut first = true;
        while let Some(text) = reader.name(first)? {
            first = false;
            let is_it = reader.unescape(text) == name;
            let at = reader.at;
            if is_it && let Token::String(value) = reader.token()? {
                return Ok(branches.get(&*reader.unescape(value)).copied());
            }
            reader.at = at;
            Canon::read(&mut reader)?;
        }
        Ok(None)
    }

    /// What is wrong with a value by the branch that it comes nearest to: the one with the fewest findings, of
    /// those that take its kind.
    fn nearest(&mut self, branches: &[NodeId], here: &Here<'_>) -> Walked<Vec<Raw>> {
        if std::mem::replace(&mut self.is_explaining, true) {
            // Within an explanation nothing is explained, or it would take a multiple of the time at each level.
            return Ok(Vec::new());
        }
        let before = (std::mem::take(&mut self.raws), std::mem::take(&mut self.visits));
        let counts = (self.omitted, self.omitted_errors, self.kept);
        let is_other_kind = |raw: &Raw| matches!(raw.what, What::Type { .. }) && raw.start == here.start;
        let is_excluded = |raw: &Raw| matches!(raw.what, What::Choice { .. }) && raw.start == here.start;
        let rank = |raws: &[Raw]| (raws.iter().any(is_other_kind), raws.iter().any(is_excluded), raws.len());
        let mut nearest: Option<Vec<Raw>> = None;
        let tried: Walked<()> = branches.iter().try_for_each(|branch| {
            self.visits.clear();
            self.branch::<true>(*branch, here)?;
            let mut found = std::mem::take(&mut self.raws);
            found.retain(|raw| !matches!(raw.what, What::DuplicateKey));
            if nearest.as_ref().is_none_or(|nearest| rank(&found) < rank(nearest)) {
                nearest = Some(found);
            }
            Ok(())
        });
        ((self.raws, self.visits), self.is_explaining) = (before, false);
        (self.omitted, self.omitted_errors, self.kept) = counts;
        tried?;
        let nearest = nearest.unwrap_or_default().into_iter();
        // A finding for sure explains more than a doubtful one.
        Ok(nearest.filter(|raw| !is_other_kind(raw)).min_by_key(|raw| raw.is_doubtful).into_iter().collect())
    }
}
