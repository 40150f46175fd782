// A runtime in C.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "pink_runtime.h"

// Both are types of functions, by which these are declared.
init_t __pink_runtime_init;
take_error_t __pink_runtime_take_error;

static ocalls_t ocalls;
static uint8_t place[2];
static const char *error;

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
    case 6:
        // What it was told of where it runs.
        output(ctx, place, sizeof place);
        break;
    case 7:
        error = "not in C";
        break;
    default:
        break;
    }
}

void __pink_runtime_take_error(void *ctx, output_fn_t output) {
    if (error != NULL) {
        output(ctx, (const uint8_t *)error, strlen(error));
        error = NULL;
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
    place[0] = (uint8_t)config->is_dylib;
    place[1] = (uint8_t)config->enclaved;
    ecalls->ecall = ecall;
    ecalls->get_version = get_version;
    return 0;
}
