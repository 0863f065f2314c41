;; Emacs with Eglot (built in since Emacs 29): add this to your init file. A buffer has one server: YAML that is not an SDL
;; keeps the one that it has now.
(defun akashlint-eglot ()
  "Start akashlint in a buffer that holds an Akash SDL."
  (when (save-excursion (re-search-forward "^\\(profiles\\|deployment\\):" nil t))
    (require 'eglot)
    (setq-local eglot-server-programs '(((yaml-mode yaml-ts-mode) . ("akashlint" "lsp"))))
    (eglot-ensure)))
(add-hook 'yaml-mode-hook #'akashlint-eglot)
(add-hook 'yaml-ts-mode-hook #'akashlint-eglot)
