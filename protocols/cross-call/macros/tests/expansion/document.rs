pub trait ECalls {
    fn foo(&self, p0: u8, p1: u8) -> u32;
    fn bar(&mut self, id: Hash) -> bool;
}
const _: () = {
    const fn crosses<T: ::cross_call::Crosses>() {}
    crosses::<u8>();
    crosses::<u8>();
    crosses::<u32>();
    crosses::<Hash>();
    crosses::<bool>();
};
#[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
impl<T: Impl + ::cross_call::CrossCallMut> ECalls for T {
    fn foo(&self, p0: u8, p1: u8) -> u32 {
        let inputs = (p0, p1);
        let ret = ::cross_call::CrossCall::cross_call(
            self,
            1,
            &::cross_call::__private::Encode::encode(&inputs),
        );
        ::cross_call::__private::Decode::decode(&mut &ret[..]).expect("Decode failed")
    }
    fn bar(&mut self, id: Hash) -> bool {
        let inputs = id;
        let ret = ::cross_call::CrossCallMut::cross_call_mut(
            self,
            2,
            &::cross_call::__private::Encode::encode(&inputs),
        );
        ::cross_call::__private::Decode::decode(&mut &ret[..]).expect("Decode failed")
    }
}
#[doc = "The calls of [`ECalls`] that change nothing, for callers that carry such calls alone."]
#[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
pub trait ECallsRo {
    fn foo(&self, p0: u8, p1: u8) -> u32;
}
#[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
impl<T: Impl> ECallsRo for T {
    fn foo(&self, p0: u8, p1: u8) -> u32 {
        let inputs = (p0, p1);
        let ret = ::cross_call::CrossCall::cross_call(
            self,
            1,
            &::cross_call::__private::Encode::encode(&inputs),
        );
        ::cross_call::__private::Decode::decode(&mut &ret[..]).expect("Decode failed")
    }
}
#[doc = "The calls of [`ECalls`] as they are to a caller who does not trust the other side: each can fail."]
#[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
pub trait ECallsTry: ::cross_call::TryCrossCallMut {
    #[doc = r""]
    #[doc = r" # Errors"]
    #[doc = r" The call did not come back, or with bytes that are no result."]
    fn foo(&self, p0: u8, p1: u8) -> ::core::result::Result<u32, Self::Error>;
    #[doc = r""]
    #[doc = r" # Errors"]
    #[doc = r" The call did not come back, or with bytes that are no result."]
    fn bar(&mut self, id: Hash) -> ::core::result::Result<bool, Self::Error>;
}
#[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
impl<T: ::cross_call::TryCrossCallMut> ECallsTry for T {
    #[doc = r""]
    #[doc = r" # Errors"]
    #[doc = r" The call did not come back, or with bytes that are no result."]
    fn foo(&self, p0: u8, p1: u8) -> ::core::result::Result<u32, Self::Error> {
        let inputs = (p0, p1);
        ::cross_call::__private::call(
            self,
            &CALLS[0usize],
            &::cross_call::__private::Encode::encode(&inputs),
        )
    }
    #[doc = r""]
    #[doc = r" # Errors"]
    #[doc = r" The call did not come back, or with bytes that are no result."]
    fn bar(&mut self, id: Hash) -> ::core::result::Result<bool, Self::Error> {
        let inputs = id;
        ::cross_call::__private::call_mut(
            self,
            &CALLS[1usize],
            &::cross_call::__private::Encode::encode(&inputs),
        )
    }
}
#[doc = "Runs a call of [`ECalls`] and gives the bytes of its result."]
#[doc = r""]
#[doc = r" Bytes behind the arguments are passed over. [`try_dispatch`] is for bytes that a stranger made."]
#[doc = r""]
#[doc = r" # Panics"]
#[doc = r" No call has this id, or the input is not its arguments."]
pub fn dispatch(
    executor: &mut (impl ::cross_call::Executing + ?Sized),
    srv: &mut (impl ECalls + ?Sized),
    id: u32,
    input: &[u8],
) -> ::cross_call::__private::Vec<u8> {
    match id {
        1 => {
            let (p0, p1) = ::cross_call::__private::Decode::decode(&mut &input[..])
                .expect("Failed to decode args");
            ::cross_call::__private::Encode::encode(&::cross_call::Executing::execute(
                executor,
                move || srv.foo(p0, p1),
            ))
        }
        2 => {
            let id = ::cross_call::__private::Decode::decode(&mut &input[..])
                .expect("Failed to decode args");
            ::cross_call::__private::Encode::encode(&::cross_call::Executing::execute_mut(
                executor,
                move || srv.bar(id),
            ))
        }
        _ => ::core::panic!("Unknown call id {}", id),
    }
}
#[doc = "Runs a call of [`ECalls`] and gives the bytes of its result."]
#[doc = r""]
#[doc = "Bytes behind the arguments are an error."]
#[doc = r" What is wrong is known before the call is run, and nothing is run then."]
#[doc = r""]
#[doc = r" # Errors"]
#[doc = r" No call has this id, or the input is not its arguments."]
pub fn try_dispatch(
    executor: &mut (impl ::cross_call::Executing + ?Sized),
    srv: &mut (impl ECalls + ?Sized),
    id: u32,
    input: &[u8],
) -> ::core::result::Result<::cross_call::__private::Vec<u8>, ::cross_call::DispatchError> {
    match id {
        1 => {
            let mut arguments = ::cross_call::Arguments::new(&CALLS[0usize], input);
            let p0: u8 = arguments.read()?;
            let p1: u8 = arguments.read()?;
            arguments.finish()?;
            ::core::result::Result::Ok(::cross_call::__private::Encode::encode(
                &::cross_call::Executing::execute(executor, move || srv.foo(p0, p1)),
            ))
        }
        2 => {
            let mut arguments = ::cross_call::Arguments::new(&CALLS[1usize], input);
            let id: Hash = arguments.read()?;
            arguments.finish()?;
            ::core::result::Result::Ok(::cross_call::__private::Encode::encode(
                &::cross_call::Executing::execute_mut(executor, move || srv.bar(id)),
            ))
        }
        _ => ::core::result::Result::Err(::cross_call::DispatchError::UnknownCall { id: id }),
    }
}
#[doc = "The calls of [`ECalls`], in the order of their declaration."]
pub const CALLS: &[::cross_call::Call] = &[
    ::cross_call::Call {
        id: 1u32,
        name: "foo",
        mutability: ::cross_call::Mutability::ReadOnly,
        since: (1u32, 0u32),
        arguments: &[
            ::cross_call::Argument {
                name: "p0",
                ty: "u8",
            },
            ::cross_call::Argument {
                name: "p1",
                ty: "u8",
            },
        ],
        output: "u32",
    },
    ::cross_call::Call {
        id: 2u32,
        name: "bar",
        mutability: ::cross_call::Mutability::ReadWrite,
        since: (1u32, 0u32),
        arguments: &[::cross_call::Argument {
            name: "id",
            ty: "Hash",
        }],
        output: "bool",
    },
];
#[doc = r" The name of the call that has this id; `unknown` where none has."]
#[must_use]
pub fn id2name(id: u32) -> &'static str {
    match id {
        1 => "foo",
        2 => "bar",
        _ => "unknown",
    }
}
#[doc = "Which version, major and minor, has which call of [`ECalls`]."]
#[derive(Debug, Clone, Copy)]
pub struct ECallsAvailable;
impl ECallsAvailable {
    #[doc = "Whether this version has `foo`."]
    #[must_use]
    pub fn foo(version: (u32, u32)) -> bool {
        version >= (1u32, 0u32)
    }
    #[doc = "Whether this version has `bar`."]
    #[must_use]
    pub fn bar(version: (u32, u32)) -> bool {
        version >= (1u32, 0u32)
    }
}
