#pragma once

// The core is header-only: its bodies are inline. A program that links the compiled library (KAOHE_COMPILED) leaves the bodies to it and
// compiles faster.
#ifdef KAOHE_COMPILED
#define KAOHE_INLINE
#else
#define KAOHE_INLINE inline
#endif

// What a shared library shows of itself. Everything else is hidden in it.
#if defined(KAOHE_COMPILED) && defined(KAOHE_SHARED) && defined(_WIN32)
#ifdef KAOHE_BUILDING_CXX
#define KAOHE_EXPORT __declspec(dllexport)
#else
#define KAOHE_EXPORT __declspec(dllimport)
#endif
#elif defined(KAOHE_COMPILED) && defined(KAOHE_SHARED)
#define KAOHE_EXPORT __attribute__((visibility("default")))
#else
#define KAOHE_EXPORT
#endif
