// Prints how large the structures are, and where their members stand.

#include <stdint.h>
#include <stdio.h>

#include "pink_runtime.h"

int main(void) {
    printf("%zu %zu %zu %zu\n", sizeof(ocalls_t), offsetof(ocalls_t, ocall), offsetof(ocalls_t, alloc),
           offsetof(ocalls_t, dealloc));
    printf("%zu %zu %zu %zu\n", sizeof(config_t), offsetof(config_t, is_dylib), offsetof(config_t, enclaved),
           offsetof(config_t, ocalls));
    printf("%zu %zu %zu\n", sizeof(ecalls_t), offsetof(ecalls_t, ecall), offsetof(ecalls_t, get_version));
    return 0;
}
