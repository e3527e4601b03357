"""kaohe as a Conan 2 package: `conan create .`, with `-o '&:shared=True'` for a shared library."""

import re
from pathlib import Path

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.gnu import PkgConfigDeps


class Kaohe(ConanFile):
    name = "kaohe"
    description = "Assessment rules, run exactly"
    license = "Apache-2.0"
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False]}  # noqa: RUF012
    default_options = {"shared": False, "boost/*:header_only": True}  # noqa: RUF012
    exports = "CMakeLists.txt"
    exports_sources = "CMakeLists.txt", "LICENSE", "bindings/c/*", "cmake/*", "data/*", "include/*", "src/*", "third_party/*"

    def set_version(self):
        text = (Path(self.recipe_folder) / "CMakeLists.txt").read_text(encoding="utf-8")
        self.version = re.search(r"project\(kaohe VERSION ([0-9.]+)", text)[1]

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("boost/[>=1.74 <2]", transitive_headers=True)
        self.requires("ms-gsl/[>=4.0 <5]", transitive_headers=True)
        self.requires("libsodium/[>=1.0.18 <2]")
        self.requires("libyaml/[>=0.2.5 <1]")
        self.requires("nlohmann_json/[>=3.11 <4]", visible=False)
        self.requires("taocpp-pegtl/[>=3.2 <4]", visible=False)

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        CMakeDeps(self).generate()
        PkgConfigDeps(self).generate()  # libyaml and libsodium are found by pkg-config
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables.update({"KAOHE_TESTS": False, "KAOHE_WERROR": False, "KAOHE_INSTALL": True})
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install(component="development")

    def package_info(self):
        core = self.cpp_info.components["core"]
        core.set_property("cmake_target_name", "kaohe::core")
        core.requires = ["boost::headers", "ms-gsl::ms-gsl"]
        core.cxxflags = ["-ffp-contract=off"]
        core.system_libs = ["pthread"]
        core.libdirs = []

        library = self.cpp_info.components["kaohe"]
        library.set_property("cmake_target_name", "kaohe::kaohe")
        library.libs = ["kaohe_cxx"]
        library.defines = ["KAOHE_COMPILED", *(["KAOHE_SHARED"] if self.options.shared else [])]
        library.requires = ["core", "libsodium::libsodium", "libyaml::libyaml"]

        c = self.cpp_info.components["c"]
        c.set_property("cmake_target_name", "kaohe::c")
        c.set_property("pkg_config_name", "kaohe")
        c.libs = ["kaohe"]
