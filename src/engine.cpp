#include <kaohe/engine/program_inl.hpp>
