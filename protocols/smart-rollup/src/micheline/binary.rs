//! Reads the bytes of an expression.

use alloc::format;
use alloc::vec::Vec;

use data_driver::Kind;

use super::{Micheline, Prim, annotation, zarith};
use crate::Error;
use crate::wire::Reader;

/// What is open around the node that stands next.
enum Frame {
    /// A sequence, and the end of what is around it.
    Sequence { outer: usize },
    /// An application with arguments left to be read, and whether annotations follow.
    Arguments { left: u8, annotated: bool },
    /// An application with three or more, the number of those that were read, the offset of its tag, and the end of what is around them.
    Many {
        count: usize,
        tag_at: usize,
        outer: usize,
    },
}

/// Reads an expression whose JSON nests at most so many levels deep, with what is around it.
pub(super) fn read(reader: &mut Reader<'_>, most: usize) -> Result<Micheline, Error> {
    let start = reader.offset();
    let mut scan = Scan {
        level: reader.levels,
        deepest: 0,
        most,
        frames: Vec::new(),
        negative_zeros: Vec::new(),
    };
    loop {
        scan.node(reader)?;
        if scan.close(reader)? {
            break;
        }
    }
    let mut bytes = reader.since(start).to_vec();
    for at in scan.negative_zeros {
        bytes[at - start] = 0;
    }
    Ok(Micheline {
        bytes,
        levels: scan.deepest - reader.levels,
    })
}

struct Scan {
    /// How many levels of JSON are open around the node that stands next.
    level: usize,
    deepest: usize,
    most: usize,
    frames: Vec<Frame>,
    /// Where integers stand that are minus zero, which Octez reads and writes as zero.
    negative_zeros: Vec<usize>,
}

impl Scan {
    /// Reads a node up to its first argument or element.
    fn node(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let at = reader.offset();
        match reader.byte("the tag of a Micheline node")? {
            0 => {
                self.reach(1, at)?;
                if let [0x40] = zarith::read(reader)? {
                    self.negative_zeros.push(at + 1);
                }
            }
            1 => {
                self.reach(1, at)?;
                reader.text(usize::MAX, "a string")?;
            }
            2 => {
                self.reach(1, at)?;
                let length = reader.length(usize::MAX, "a sequence")?;
                let outer = reader.enter(length);
                self.frames.push(Frame::Sequence { outer });
                self.level += 1;
            }
            tag @ 3..=8 => {
                prim(reader)?;
                let (left, annotated) = ((tag - 3) / 2, tag % 2 == 0);
                self.reach(if tag == 3 { 1 } else { 2 }, at)?;
                self.frames.push(Frame::Arguments { left, annotated });
                self.level += 2;
            }
            9 => {
                prim(reader)?;
                self.reach(2, at)?;
                let length = reader.length(usize::MAX, "arguments")?;
                let outer = reader.enter(length);
                self.frames.push(Frame::Many {
                    count: 0,
                    tag_at: at,
                    outer,
                });
                self.level += 2;
            }
            10 => {
                self.reach(1, at)?;
                reader.dynamic("bytes")?;
            }
            tag => return Err(reader.unknown_tag(tag, "the tag of a Micheline node: 0 to 10")),
        }
        Ok(())
    }

    /// A node at this offset takes so many levels more.
    fn reach(&mut self, levels: usize, at: usize) -> Result<(), Error> {
        let level = self.level + levels;
        if level > self.most {
            let expected = format!(
                "a value that nests at most {} levels deep in JSON",
                self.most
            );
            return Err(Error::bytes(
                Kind::LimitExceeded,
                at,
                expected,
                "a deeper one",
            ));
        }
        self.deepest = self.deepest.max(level);
        Ok(())
    }

    /// Reads the ends of all nodes that end here, and tells whether the outermost does.
    fn close(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        while let Some(frame) = self.frames.last_mut() {
            match frame {
                Frame::Sequence { outer } => {
                    if reader.left() > 0 {
                        return Ok(false);
                    }
                    reader.leave(*outer);
                    self.level -= 1;
                }
                Frame::Arguments { left: 0, annotated } => {
                    if *annotated {
                        annotations(reader, true)?;
                    }
                    self.level -= 2;
                }
                Frame::Arguments { left, .. } => {
                    *left -= 1;
                    return Ok(false);
                }
                Frame::Many {
                    count,
                    tag_at,
                    outer,
                } => {
                    if reader.left() > 0 {
                        *count += 1;
                        return Ok(false);
                    }
                    reader.leave(*outer);
                    let (count, tag_at) = (*count, *tag_at);
                    let annotated = annotations(reader, false)?;
                    if count < 3 {
                        return Err(not_canonical(count, annotated, tag_at));
                    }
                    self.level -= 2;
                }
            }
            self.frames.pop();
        }
        Ok(true)
    }
}

fn prim(reader: &mut Reader<'_>) -> Result<Prim, Error> {
    let number = reader.byte("the number of a primitive")?;
    Prim::from_number(number).ok_or_else(|| {
        let expected = "the number of a primitive, which is at most 160";
        reader.unknown_tag(number, expected)
    })
}

/// Reads annotations, and tells whether there are any.
fn annotations(reader: &mut Reader<'_>, required: bool) -> Result<bool, Error> {
    let start = reader.offset();
    let text = reader.text(usize::MAX, "annotations")?;
    if text.is_empty() {
        return if required {
            let expected = "annotations, as the tag of the primitive says";
            Err(Error::bytes(Kind::InvalidBytes, start, expected, "none"))
        } else {
            Ok(false)
        };
    }
    let mut at = reader.offset() - text.len();
    for one in text.split(' ') {
        if !annotation::is_valid(one) {
            let found = data_driver::quote::text(one);
            return Err(Error::bytes(
                Kind::InvalidBytes,
                at,
                annotation::EXPECTED,
                found,
            ));
        }
        at += one.len() + 1;
    }
    Ok(true)
}

/// Octez writes a primitive with fewer arguments otherwise.
#[cold]
fn not_canonical(count: usize, annotated: bool, at: usize) -> Error {
    let tag = 3 + 2 * count + usize::from(annotated);
    let expected = format!("the tag {tag}, as the primitive has {count} arguments");
    Error::bytes(Kind::InvalidBytes, at, expected, "9")
}
