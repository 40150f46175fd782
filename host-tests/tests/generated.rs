//! What compiles is true: generated types come back as they were written, as their schemas say, in every
//! host.

use std::fs;
use std::process::Command;
use std::thread::Builder;

use anyhow::{Context, Result, anyhow, ensure};
use data_driver::{ConvertibleContract, Decode};
use data_driver_host::Driver;
use generated_driver::GeneratedDriver;
use host_tests::arbitrary::Arbitrary;
use host_tests::files;
use host_tests::operation::{Operation, Question};
use host_tests::runner::{Answer, Node, Runner, Rust};
use host_tests::subject::{Subject, Truthful as _, parts};
use host_tests::truth::{refusals, round_trips};
use host_tests::validator::validate;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;
use shapes_driver::ShapesDriver;

#[test]
fn the_file_is_what_the_generator_writes() -> Result<()> {
    let path = files::root()
        .join("host-tests/generator")
        .join(generator::PATH);
    let expected = generator::generate(generator::SEED);
    assert!(
        fs::read_to_string(&path)? == expected,
        "{} is stale; `cargo run -p generator` writes it",
        path.display()
    );
    Ok(())
}

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 100;

/// How many changed values of the same.
const MUTANTS: usize = 60;

/// Not optimised, a value of many types takes much of the stack.
fn on_a_large_stack(test: fn() -> Result<()>) -> Result<()> {
    let thread = Builder::new().stack_size(32 << 20).spawn(test)?;
    thread.join().map_err(|_| anyhow!("the test panicked"))?
}

#[test]
fn values_of_the_document_come_back() -> Result<()> {
    on_a_large_stack(|| {
        let subject = Subject::generated();
        round_trips(&subject, &subject.document()?, VALUES, 41)?;
        Ok(())
    })
}

#[test]
fn what_the_document_refuses_the_driver_refuses() -> Result<()> {
    on_a_large_stack(|| {
        let subject = Subject::generated();
        let found = refusals(&subject, &subject.document()?, MUTANTS, 42)?;
        let refused: usize = found.refused.values().sum();
        ensure!(2 * refused > found.total(), "few are refused\n{found}");
        Ok(())
    })
}

/// A tree of rkyv's with more entries has inner nodes, which rkyv 0.7 aligns by the width of the machine's pointers: what a
/// program natively writes has other bytes than what it writes as WebAssembly. A contract is WebAssembly.
const LONGEST_MAP: usize = 5;

/// Values as they are given, and their bytes, for every conversion that a module has.
fn questions(subject: &Subject) -> Result<Vec<Question>> {
    let document = subject.document()?;
    let mut arbitrary = Arbitrary::new(&document, 43).with_maps_of_at_most(LONGEST_MAP);
    let mut questions = Vec::new();
    for part in parts(&document)? {
        arbitrary.turn_to(part.what, &part.name);
        for _ in 0..FEW {
            let given = arbitrary.draw(part.schema)?.given.to_string();
            let bytes = subject.encode(&part, &given)?;
            if part.what == Decode::Input {
                questions.push(Question::encode(&part.name, &given));
            }
            questions.push(Question::decode(part.what, &part.name, &bytes));
        }
    }
    Ok(questions)
}

/// How many values there are for each host.
const FEW: usize = 10;

#[test]
fn every_host_answers_the_same() -> Result<()> {
    on_a_large_stack(|| {
        let questions = questions(&Subject::generated())?;
        let expected = Rust(GeneratedDriver).ask(&questions)?;
        let wasmtime = Driver::from_bytes(&files::driver("generated")?)?;
        let answers = [
            ("wasmtime", Rust(wasmtime).ask(&questions)?),
            (
                "Node",
                Node::start(&files::driver_path("generated"))?.ask(&questions)?,
            ),
        ];
        for (host, answers) in answers {
            ensure!(
                answers.len() == expected.len(),
                "{host}: {} answers",
                answers.len()
            );
            for ((question, answer), expected) in questions.iter().zip(answers).zip(&expected) {
                ensure!(expected.is_ok(), "{}: {expected:?}", question.name);
                ensure!(
                    answer == *expected,
                    "{host}: {}: {answer:?} and not {expected:?}",
                    question.name
                );
            }
        }
        Ok(())
    })
}

/// How many times each value is damaged.
const DAMAGED: usize = 10;

/// The answers of Rust natively, of our host, and of Node.
fn answers(
    name: &str,
    native: impl ConvertibleContract,
    questions: &[Question],
) -> Result<[Vec<Answer>; 3]> {
    let wasmtime = Driver::from_bytes(&files::driver(name)?)?;
    Ok([
        Rust(native).ask(questions)?,
        Rust(wasmtime).ask(questions)?,
        Node::start(&files::driver_path(name))?.ask(questions)?,
    ])
}

/// In maps too, whose checks speak of themselves before they say what is wrong.
#[test]
fn every_host_says_the_same_of_damaged_bytes() -> Result<()> {
    on_a_large_stack(|| {
        let mut rng = StdRng::seed_from_u64(44);
        let mut damaged = |subject: &Subject| -> Result<Vec<Question>> {
            let mut questions = questions(subject)?;
            questions.retain(|question| {
                question.operation != Operation::Encode && !question.input.is_empty()
            });
            let mut all = Vec::new();
            for question in questions {
                for _ in 0..DAMAGED {
                    let mut question = question.clone();
                    for _ in 0..rng.gen_range(1..=4) {
                        let at = rng.gen_range(0..question.input.len());
                        question.input[at] = rng.r#gen();
                    }
                    all.push(question);
                }
            }
            Ok(all)
        };
        let of_shapes = damaged(&Subject::shapes())?;
        let of_generated = damaged(&Subject::generated())?;
        for (questions, answers) in [
            (&of_shapes, answers("shapes", ShapesDriver, &of_shapes)?),
            (
                &of_generated,
                answers("generated", GeneratedDriver, &of_generated)?,
            ),
        ] {
            let [native, wasmtime, node] = answers;
            let mut errors = 0;
            for (((question, native), wasmtime), node) in
                questions.iter().zip(native).zip(wasmtime).zip(node)
            {
                let name = &question.name;
                ensure!(native == wasmtime, "{name}: {native:?} and {wasmtime:?}");
                ensure!(native == node, "{name}: {native:?} and {node:?}");
                errors += usize::from(native.is_err());
            }
            ensure!(errors > questions.len() / 10, "{errors} errors are few");
        }
        Ok(())
    })
}

/// Every type of the document is declared, and TypeScript's compiler takes the declarations.
#[test]
fn the_declarations_compile() -> Result<()> {
    let document = Subject::generated().document()?.to_string();
    let declarations = data_driver_build::types::types(&document)?.context("types")?;
    let folder = files::root().join("target/generated-declarations");
    fs::create_dir_all(&folder)?;
    let path = folder.join("generated.ts");
    fs::write(&path, declarations)?;
    let output = Command::new("node")
        .arg(files::root().join("js/node_modules/typescript/bin/tsc"))
        .args([
            "--strict",
            "--noEmit",
            "--exactOptionalPropertyTypes",
            "--target",
            "es2022",
        ])
        .args(["--module", "esnext", "--types", ""])
        .arg(&path)
        .current_dir(&folder)
        .output()
        .context("node")?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(
        output.status.success(),
        "{words}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

#[test]
fn the_document_is_as_documents_are() -> Result<()> {
    let path = files::root().join("schemas/data-driver.schema.json");
    let envelope: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let envelope = jsonschema::draft202012::new(&envelope)?;
    validate(&envelope, &Subject::generated().document()?).map_err(|error| anyhow!(error))
}
