// The processor's vector instructions, for the files that choose among them.
#pragma once

#if defined(__x86_64__)
// gcc 12 takes the undefined operands of its own AVX-512 header for mistakes (its bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif
