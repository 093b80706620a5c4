npx --yes ptk-logscan@1.0.0 check --max-error-rate 2% --max-count 109004=0 --require 107000 callback.log || exit 1
