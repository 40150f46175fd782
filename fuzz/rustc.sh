#!/bin/sh
# rustc with what makes LLVM count which edges run and tell what is compared, as libFuzzer wants it. Only for what handles hostile
# data: not for what runs WebAssembly, which would take twice as long to compile, nor for what runs while compiling.
rustc=$1
shift
name=
target=
previous=
for argument; do
    case $previous in
        --crate-name) name=$argument ;;
        --target) target=$argument ;;
    esac
    previous=$argument
done
case $target,$name in
    ,*) ;;
    *,data_driver* | *,*_driver | *,dusk_* | *,phoenix_core | *,jubjub_schnorr | *,piecrust_uplink | *,bls12_381* | *,rkyv | *,bytecheck | \
        *,serde | *,serde_core | *,serde_json | *,parity_scale_codec | *,bs58 | *,hex | *,pink_protocol | *,cross_call | *,preimage_oracle | *,smart_rollup | \
        *,decode | *,encode | *,export | *,schema | *,curve | *,values | *,host_result | *,differential)
        set -- "$@" \
            -Cpasses=sancov-module \
            -Cllvm-args=-sanitizer-coverage-level=4 \
            -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
            -Cllvm-args=-sanitizer-coverage-pc-table \
            -Cllvm-args=-sanitizer-coverage-trace-compares
        ;;
esac
exec "$rustc" "$@"
