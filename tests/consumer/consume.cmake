# Builds somebody else's program against kaohe and compares what it prints.
#
# usage: cmake -D HOW=find_package|add_subdirectory|header_only|pkg_config -D BUILD=<built tree> -D FOLDER=<scratch> -D EXAMPLE=<folder> -D EXPECTED=<file> -P consume.cmake

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
set(here ${CMAKE_CURRENT_LIST_DIR})
if(NOT HOW STREQUAL "add_subdirectory")
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/prefix --component development)
endif()

if(HOW STREQUAL "pkg_config")
  file(GLOB_RECURSE described ${FOLDER}/prefix/kaohe.pc)
  cmake_path(GET described PARENT_PATH folder)
  set(ENV{PKG_CONFIG_PATH} ${folder})
  execute_process(COMMAND pkg-config --cflags --libs kaohe OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  execute_process(COMMAND pkg-config --variable=libdir kaohe OUTPUT_VARIABLE libraries OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  file(MAKE_DIRECTORY ${FOLDER}/build)
  run(cc -std=c99 -pedantic -Werror ${here}/score.c -o ${FOLDER}/build/score ${flags} -Wl,-rpath,${libraries})
else()
  set(found -D CMAKE_PREFIX_PATH=${FOLDER}/prefix)
  if(HOW STREQUAL "add_subdirectory")
    set(found -D KAOHE_SOURCE=${here}/../..)
  elseif(HOW STREQUAL "header_only") # as on a machine without pkg-config, hence without the libraries that it finds
    list(APPEND found -D COMPONENTS=core -D CMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON)
  endif()
  run(${CMAKE_COMMAND} -G Ninja -S ${here}/installed -B ${FOLDER}/build ${found})
  run(${CMAKE_COMMAND} --build ${FOLDER}/build --target score)
endif()

execute_process(COMMAND ${FOLDER}/build/score ${EXAMPLE} OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
file(READ ${EXPECTED} expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "printed:\n${printed}\nexpected:\n${expected}")
endif()
