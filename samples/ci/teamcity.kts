// .teamcity/settings.kts: fails the build when the callback platform did not answer well enough, with a build problem for
// each broken rule, inspections at the lines of the log, and statistics of the run.
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildSteps.script

version = "2024.12"

project {
    buildType(Callback)
}

object Callback : BuildType({
    name = "Callback"

    vcs {
        root(DslContext.settingsRoot)
    }

    steps {
        script {
            name = "Integration tests"
            scriptContent = "./run-integration-tests.sh > callback.log"
        }
        script {
            name = "Check the platform's answers"
            // A percent sign that stands for itself is doubled.
            scriptContent = "npx --yes ptk-logscan@1.0.0 check --max-error-rate 2%% --max-count 109004=0 --require 107000 --report teamcity callback.log"
        }
    }
})
