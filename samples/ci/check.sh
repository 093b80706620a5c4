npx --yes ptk-logscan check --max-error-rate 2% --max-count 109004=0 --require 107000 callback.log || exit 1
