"""The configuration: TOML and secrets into typed settings, every problem reported at once."""

from daemon.config import alone  # noqa: F401  (before all that load msgspec)
from daemon.config.file import find_config
from daemon.config.load import load_config
from daemon.config.secrets import Secret, env_line, secret_names
from daemon.config.settings import (
    Config,
    DigestSettings,
    FolderSettings,
    MailboxSettings,
    OwnerSettings,
    PlanSettings,
    ScheduleSettings,
    StoreSettings,
    TemplateSettings,
)

__all__ = [
    "Config",
    "DigestSettings",
    "FolderSettings",
    "MailboxSettings",
    "OwnerSettings",
    "PlanSettings",
    "ScheduleSettings",
    "Secret",
    "StoreSettings",
    "TemplateSettings",
    "env_line",
    "find_config",
    "load_config",
    "secret_names",
]
