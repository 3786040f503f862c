# sysconfig.get_config_vars(), get_platform(), site.getsitepackages()
# identical
# globals: lost on restore
import sys
import sysconfig


def process(message, context):
    seen = []
    for ask in (
        lambda: sorted(sysconfig.get_config_vars().items()),
        lambda: sysconfig.get_platform(),
        lambda: sysconfig.get_python_version(),
        lambda: sysconfig.get_makefile_filename(),
        lambda: sysconfig.is_python_build(),
        lambda: __import__("site").getsitepackages(),
        lambda: __import__("site").getuserbase(),
        lambda: __import__("_sysconfig"),
        lambda: sys.implementation,
        lambda: sys._git,
        lambda: sys.api_version,
        lambda: sys.exec_prefix,
        lambda: sys.base_prefix,
        lambda: sys.builtin_module_names,
        lambda: sys.stdlib_module_names,
        lambda: sys.path_importer_cache,
        lambda: sys.path_hooks,
        lambda: sys.orig_argv,
        lambda: sys.warnoptions,
        lambda: sys._xoptions,
        lambda: sys.thread_info,
        lambda: sys.getdlopenflags(),
        lambda: sys.abiflags,
        lambda: sys.pycache_prefix,
        lambda: sys.platlibdir,
        lambda: sys.copyright,
        lambda: sys.hexversion,
        lambda: sys._framework,
        lambda: sorted(vars(sys)),
    ):
        try:
            seen.append(str(ask()))
        except BaseException as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
