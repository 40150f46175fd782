//! Dusk's own drivers as runners.

use anyhow::Result;
use data_driver::abi::Code;
use data_driver::{Decode, Kind, Report};
use dusk_data_driver::ConvertibleContract;

use crate::operation::{Operation, Question};
use crate::runner::{Answer, Runner};

/// A driver made with Dusk's framework, linked in.
#[derive(Debug)]
pub struct Oracle<D>(pub D);

impl<D: ConvertibleContract> Runner for Oracle<D> {
    fn ask(&mut self, questions: &[Question]) -> Result<Vec<Answer>> {
        questions
            .iter()
            .map(
                |Question {
                     operation,
                     name,
                     input,
                 }| {
                    let answer = match operation {
                        Operation::Encode => {
                            self.0.encode_input_fn(name, std::str::from_utf8(input)?)
                        }
                        Operation::Decode(what) => match what {
                            Decode::Input => self.0.decode_input_fn(name, input),
                            Decode::Output => self.0.decode_output_fn(name, input),
                            Decode::Event => self.0.decode_event(name, input),
                        }
                        .map(|json| json.to_string().into_bytes()),
                    };
                    Ok(answer.map_err(|error| {
                        Report::new(Code::OperationError, Kind::Other, error.to_string())
                    }))
                },
            )
            .collect()
    }
}
