// A runtime in C.

#include <stddef.h>
#include <stdint.h>

#include "pink_runtime.h"

int __pink_runtime_init(const config_t *config, ecalls_t *ecalls);

static ocalls_t ocalls;

static void get_version(uint32_t *major, uint32_t *minor) {
    *major = 1;
    *minor = 2;
}

static void ecall(uint32_t call_id, const uint8_t *data, size_t len, void *ctx, output_fn_t output) {
    switch (call_id) {
    case 1:
        output(ctx, data, 1);
        break;
    case 2:
        // The host puts the result where ours goes.
        ocalls.ocall(2, data, len, ctx, output);
        break;
    case 3:
        for (size_t i = 0; i < len; i++) {
            output(ctx, data + i, 1);
        }
        break;
    case 5:
        output(ctx, NULL, 7);
        break;
    default:
        break;
    }
}

int __pink_runtime_init(const config_t *config, ecalls_t *ecalls) {
    if (config == NULL || ecalls == NULL || config->ocalls.ocall == NULL) {
        return -1;
    }
    // The memory that the host lends works.
    uint8_t *block = config->ocalls.alloc(100, 16);
    if (block == NULL || (uintptr_t)block % 16 != 0) {
        return -1;
    }
    block[99] = 1;
    config->ocalls.dealloc(block, 100, 16);
    ocalls = config->ocalls;
    ecalls->ecall = ecall;
    ecalls->get_version = get_version;
    return 0;
}
