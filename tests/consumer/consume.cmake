# Builds somebody else's program against kaohe and compares what it prints.
#
# usage: cmake -D HOW=find_package|add_subdirectory -D BUILD=<built tree> -D FOLDER=<scratch> -D EXAMPLE=<folder> -D EXPECTED=<file> -P consume.cmake

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
cmake_path(SET here ${CMAKE_CURRENT_LIST_DIR})
if(HOW STREQUAL "find_package")
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/prefix --component development)
  set(found -D CMAKE_PREFIX_PATH=${FOLDER}/prefix)
else()
  set(found -D KAOHE_SOURCE=${here}/../..)
endif()
run(${CMAKE_COMMAND} -G Ninja -S ${here}/installed -B ${FOLDER}/build ${found})
run(${CMAKE_COMMAND} --build ${FOLDER}/build)
execute_process(COMMAND ${FOLDER}/build/score ${EXAMPLE} OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
file(READ ${EXPECTED} expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "printed:\n${printed}\nexpected:\n${expected}")
endif()
