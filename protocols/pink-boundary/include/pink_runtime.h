// The tables of functions that a Pink runtime and its host hand each other. Generated from `src/abi.rs`.

#pragma once

#include <stddef.h>
#include <stdint.h>

// Takes a piece of a call's result: `len` bytes at `data`, which stay the caller's. It is called any number of times, and
// the pieces are the result one behind the other.
typedef void (*output_fn_t)(void *ctx, const uint8_t *data, size_t len);

// Runs a call: its number, its arguments, and where its result goes.
typedef void (*cross_call_fn_t)(uint32_t call_id,
                                const uint8_t *data,
                                size_t len,
                                void *ctx,
                                output_fn_t output);

// Allocates so many bytes, aligned so; null where there is no memory.
typedef uint8_t *(*alloc_fn_t)(size_t size, size_t align);

// Gives back what `alloc_fn_t` gave, with the same size and alignment.
typedef void (*dealloc_fn_t)(uint8_t *p, size_t size, size_t align);

// What the runtime may call in the host.
typedef struct {
    // Runs an ocall.
    cross_call_fn_t ocall;
    // Allocates memory of the host.
    alloc_fn_t alloc;
    // Gives it back.
    dealloc_fn_t dealloc;
} ocalls_t;

// What the host tells the runtime.
typedef struct {
    // Whether the runtime is a library that was loaded, rather than a part of the host. One that was loaded begins a log of its own.
    int is_dylib;
    // Whether the host runs in an enclave, so that nothing secret may be logged.
    int enclaved;
    // What the runtime may call.
    ocalls_t ocalls;
} config_t;

// Writes the version of the interface that the runtime has.
typedef void (*ecall_get_version_fn_t)(uint32_t *major, uint32_t *minor);

// What the host may call in the runtime.
typedef struct {
    // Runs an ecall.
    cross_call_fn_t ecall;
    // Writes the runtime's version.
    ecall_get_version_fn_t get_version;
} ecalls_t;

// A library with a runtime exports a function of this type as `__pink_runtime_init`. It gives 0, or -1 where `config`,
// `ecalls` or the function `ocall` is null.
typedef int init_t(const config_t *config, ecalls_t *ecalls);

// A library with a runtime may export a function of this type as `__pink_runtime_take_error`. It puts out why the last
// ecall on this thread put out nothing, as text in UTF-8, and nothing where it did or was asked before.
typedef void take_error_t(void *ctx, output_fn_t output);
